package dev.lamina.engine.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes rules into a program for the kernel (seccomp(2), "Filters"; struct sock_filter of
/// linux/filter.h): for each architecture, a binary search over ranges of numbers that are decided
/// alike.
final class FilterCompiler {

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP = 0x05;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    /// Offsets in struct seccomp_data, little-endian.
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    /// One instruction of the kernel's machine.
    ///
    /// @param ifTrue  how many of the next instructions are skipped if the comparison holds
    /// @param ifFalse how many if it does not
    record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

    /// How a call is decided.
    ///
    /// @param wide whether arguments have 64 bits
    record Decision(boolean wide, List<SeccompRules.Rule> rules) {

        static final Decision NOT_PERMITTED = new Decision(false, List.of());

        static Decision of(boolean wide, List<SeccompRules.Rule> rules) {
            boolean compares = rules.stream().anyMatch(rule -> rule.argument() >= 0);
            return new Decision(wide && compares, List.copyOf(rules));
        }
    }

    private record Range(long first, Decision decision) {}

    private FilterCompiler() {}

    /// @param calls by the kernel's number of the architecture, then by the call's, unsigned
    static List<Instruction> compile(Map<Integer, TreeMap<Long, Decision>> calls) {
        List<Instruction> program = new ArrayList<>();
        program.add(new Instruction(LOAD, 0, 0, ARCHITECTURE));
        calls.forEach(
                (architecture, numbers) -> {
                    List<Instruction> part = new ArrayList<>();
                    part.add(new Instruction(LOAD, 0, 0, NUMBER));
                    part.addAll(search(ranges(numbers)));
                    program.add(new Instruction(IF_EQUAL, 1, 0, architecture));
                    program.add(new Instruction(JUMP, 0, 0, part.size()));
                    program.addAll(part);
                });
        program.add(new Instruction(RETURN, 0, 0, SeccompRules.KILL));
        return program;
    }

    /// Returns a program as the kernel takes it.
    static byte[] bytes(List<Instruction> program) {
        var bytes = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction each : program) {
            bytes.putShort((short) each.code).put((byte) each.ifTrue).put((byte) each.ifFalse);
            bytes.putInt(each.operand);
        }
        return bytes.array();
    }

    private static List<Range> ranges(TreeMap<Long, Decision> numbers) {
        List<Range> ranges = new ArrayList<>();
        long next = 0;
        for (Map.Entry<Long, Decision> call : numbers.entrySet()) {
            if (call.getKey() > next) {
                add(ranges, next, Decision.NOT_PERMITTED);
            }
            add(ranges, call.getKey(), call.getValue());
            next = call.getKey() + 1;
        }
        add(ranges, next, Decision.NOT_PERMITTED);
        return ranges;
    }

    private static void add(List<Range> ranges, long first, Decision decision) {
        if (ranges.isEmpty() || !ranges.getLast().decision.equals(decision)) {
            ranges.add(new Range(first, decision));
        }
    }

    private static List<Instruction> search(List<Range> ranges) {
        if (ranges.size() == 1) {
            return decide(ranges.getFirst().decision);
        }
        int middle = ranges.size() / 2;
        List<Instruction> below = search(ranges.subList(0, middle));
        int boundary = (int) ranges.get(middle).first;
        List<Instruction> code = new ArrayList<>();
        if (below.size() <= 255) {
            code.add(new Instruction(IF_AT_LEAST, below.size(), 0, boundary));
        } else {
            code.add(new Instruction(IF_AT_LEAST, 0, 1, boundary));
            code.add(new Instruction(JUMP, 0, 0, below.size()));
        }
        code.addAll(below);
        code.addAll(search(ranges.subList(middle, ranges.size())));
        return code;
    }

    private static List<Instruction> decide(Decision decision) {
        List<Instruction> code = new ArrayList<>();
        for (SeccompRules.Rule rule : decision.rules) {
            if (rule.argument() >= 0) {
                code.addAll(compare(rule, decision.wide));
            }
            code.add(new Instruction(RETURN, 0, 0, rule.result()));
            if (rule.argument() < 0) {
                return code;
            }
        }
        code.add(new Instruction(RETURN, 0, 0, SeccompRules.NOT_PERMITTED));
        return code;
    }

    /// Code that skips one instruction behind it unless the condition holds. All values have 32
    /// bits; the upper half of an argument must then be zero, unless it is masked away.
    private static List<Instruction> compare(SeccompRules.Rule rule, boolean wide) {
        int low = ARGUMENTS + 8 * rule.argument();
        int value = (int) rule.value();
        List<Instruction> code = new ArrayList<>();
        if (wide && !rule.operator().equals("MASKED_EQ")) {
            code.add(new Instruction(LOAD, 0, 0, low + 4));
            code.add(new Instruction(IF_EQUAL, 0, 3, 0));
        }
        code.add(new Instruction(LOAD, 0, 0, low));
        switch (rule.operator()) {
            case "EQ" -> code.add(new Instruction(IF_EQUAL, 0, 1, value));
            case "LT" -> code.add(new Instruction(IF_AT_LEAST, 1, 0, value));
            case "MASKED_EQ" -> {
                code.add(new Instruction(AND, 0, 0, value));
                code.add(new Instruction(IF_EQUAL, 0, 1, (int) rule.valueTwo()));
            }
            default -> throw new IllegalStateException("operator " + rule.operator());
        }
        return code;
    }
}
