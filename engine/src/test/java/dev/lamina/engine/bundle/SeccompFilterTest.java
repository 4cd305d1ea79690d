package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The compiled filters against the rules they are made of, decided by hand and by libseccomp.
class SeccompFilterTest {

    private static final long X32 = 0x40000000L;

    /// Arguments that some condition holds for, and their neighbours.
    private static final List<Long> ARGUMENTS =
            List.of(
                    0L,
                    1L,
                    8L,
                    9L,
                    37L,
                    38L,
                    39L,
                    40L,
                    41L,
                    45L,
                    46L,
                    0x20000L,
                    0x20008L,
                    0x20009L,
                    0x10000000L,
                    0x7e020000L,
                    0x1200011L,
                    0xffffffffL,
                    0x100000000L,
                    0x100000028L,
                    0x100020000L,
                    -1L);

    /// The machines that have a filter, and the architectures of each: its number (linux/audit.h),
    /// its column in the table, and where its numbers begin.
    private enum Machine {
        AMD64("amd64", "X86_64 X86 X32"),
        AARCH64("aarch64", "AARCH64 ARM");

        private final String name;
        private final List<String> architectures;

        Machine(String name, String architectures) {
            this.name = name;
            this.architectures = List.of(architectures.split(" "));
        }

        byte[] filter() {
            return Base64.getDecoder().decode(SeccompProfile.filter(name));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Architecture(int number, int column, long first, boolean wide) {

        static Architecture of(String name) {
            return switch (name) {
                case "X86_64" -> new Architecture(0xc000003e, 1, 0, true);
                case "X86" -> new Architecture(0x40000003, 2, 0, false);
                case "X32" -> new Architecture(0xc000003e, 3, X32, false);
                case "AARCH64" -> new Architecture(0xc00000b7, 4, 0, true);
                case "ARM" -> new Architecture(0x40000028, 5, 0, false);
                default -> throw new IllegalArgumentException(name);
            };
        }

        /// Returns the calls of this architecture by their numbers.
        TreeMap<Long, String> names() throws IOException {
            TreeMap<Long, String> names = new TreeMap<>();
            for (String line : Files.readAllLines(resource("syscalls.txt"))) {
                String[] columns = line.split(" ");
                if (!line.startsWith("#") && !columns[column].equals("-")) {
                    names.put(first + Long.parseLong(columns[column]), columns[0]);
                }
            }
            return names;
        }
    }

    /// With `-Dlamina.regenerate=true` the filters are written instead of compared.
    @ParameterizedTest
    @EnumSource
    void theFilterIsCompiledFromTheRules(Machine machine) throws IOException {
        Map<String, List<SeccompRules.Rule>> rules = SeccompRules.read();
        Map<Integer, TreeMap<Long, FilterCompiler.Decision>> calls = new LinkedHashMap<>();
        for (String name : machine.architectures) {
            Architecture architecture = Architecture.of(name);
            var decisions = calls.computeIfAbsent(architecture.number, _ -> new TreeMap<>());
            architecture
                    .names()
                    .forEach(
                            (number, call) ->
                                    decisions.put(
                                            number,
                                            FilterCompiler.Decision.of(
                                                    architecture.wide, rules.get(call))));
        }

        byte[] filter = FilterCompiler.bytes(FilterCompiler.compile(calls));

        byte[] text = Base64.getEncoder().encode(filter);
        if (Boolean.getBoolean("lamina.regenerate")) {
            Files.write(
                    Path.of("src/main/resources/dev/lamina/engine/bundle")
                            .resolve("seccomp-" + machine + ".bpf64"),
                    text);
        } else {
            assertThat(SeccompProfile.filter(machine.name)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsDecidedAsTheRulesSay(Machine machine) throws IOException {
        Map<String, List<SeccompRules.Rule>> rules = SeccompRules.read();
        var filter = new FilterMachine(machine.filter());

        for (String name : machine.architectures) {
            Architecture architecture = Architecture.of(name);
            TreeMap<Long, String> names = architecture.names();
            for (long number : numbers(architecture)) {
                List<SeccompRules.Rule> own =
                        rules.getOrDefault(names.getOrDefault(number, ""), List.of());
                for (long argument : ARGUMENTS) {
                    assertThat(filter.run(architecture.number, (int) number, argument))
                            .as("%s %s %d(%x)", name, names.get(number), number, argument)
                            .isEqualTo(expected(own, argument, architecture.wide));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherArchitectureIsKilled(Machine machine) {
        var filter = new FilterMachine(machine.filter());

        assertThat(filter.run(0x80000016, 1)).isEqualTo(SeccompRules.KILL);
        assertThat(filter.run(0, 1)).isEqualTo(SeccompRules.KILL);
    }

    /// libseccomp compiles the same rules for crun. It does not permit calls that are newer than
    /// itself: that of Debian 12 knows those of Linux 6.0 (up to 450), and no `uretprobe`.
    @Tag("linux")
    @ParameterizedTest
    @EnumSource
    void libseccompDecidesTheSame(Machine machine, @TempDir Path directory) throws Exception {
        var container = new TestContainer("crun", directory);
        var judge = new FilterMachine(container.compiledFilter(machine.name));
        var filter = new FilterMachine(machine.filter());

        TreeSet<String> different = new TreeSet<>();
        for (String name : machine.architectures) {
            Architecture architecture = Architecture.of(name);
            TreeMap<Long, String> names = architecture.names();
            for (long number : numbers(architecture)) {
                for (long argument : ARGUMENTS) {
                    int expected = judge.run(architecture.number, (int) number, argument);
                    int got = filter.run(architecture.number, (int) number, argument);
                    boolean isNew =
                            number - architecture.first > 450
                                    || "uretprobe".equals(names.get(number));
                    if (got != expected && !(isNew && expected == SeccompRules.NOT_PERMITTED)) {
                        different.add(names.get(number) + " of " + name);
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(filter.length()).isLessThan(judge.length());
    }

    /// Returns the numbers that some table has, and some that none has.
    private static TreeSet<Long> numbers(Architecture architecture) {
        TreeSet<Long> numbers = new TreeSet<>();
        for (long i = 0; i < 700; i++) {
            numbers.add(architecture.first + i);
        }
        for (long i = 0; i < 16; i++) {
            numbers.add(0xf0000L + i);
            numbers.add(0x7ffffff8L + i);
            numbers.add(0xfffffff0L + i);
        }
        return numbers;
    }

    private static int expected(List<SeccompRules.Rule> rules, long argument, boolean wide) {
        for (SeccompRules.Rule rule : rules) {
            if (rule.holds(new long[] {argument}, wide)) {
                return rule.result();
            }
        }
        return SeccompRules.NOT_PERMITTED;
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/dev/lamina/engine/bundle").resolve(name);
    }
}
