package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Calls that the conventions rule out, found in the constant pools of the class files.
final class BannedCallsTest {

    private static final Map<String, String> TYPES =
            Map.of(
                    "java/io/File", "use Path",
                    "java/io/FileReader", "use Files",
                    "java/io/FileWriter", "use Files",
                    "java/util/Random", "take a seeded generator as a parameter",
                    "java/util/Vector", "use List",
                    "java/util/Hashtable", "use Map");

    private static final Set<String> DEFAULT_CHARSET =
            Set.of(
                    "java/lang/String.getBytes()[B",
                    "java/lang/String.<init>([B)V",
                    "java/lang/String.<init>([BII)V",
                    "java/io/InputStreamReader.<init>(Ljava/io/InputStream;)V",
                    "java/io/OutputStreamWriter.<init>(Ljava/io/OutputStream;)V",
                    "java/io/PrintStream.<init>(Ljava/io/OutputStream;)V",
                    "java/nio/charset/Charset.defaultCharset()Ljava/nio/charset/Charset;");

    @Test
    void noClassUsesABannedType() {
        List<String> found = new ArrayList<>();
        CompiledClasses.all()
                .forEach(
                        type ->
                                CompiledClasses.uses(type, ClassEntry.class)
                                        .map(ClassEntry::asInternalName)
                                        .filter(TYPES::containsKey)
                                        .map(name -> where(type, name + ": " + TYPES.get(name)))
                                        .forEach(found::add));

        assertThat(found).isEmpty();
    }

    @Test
    void theDefaultCharsetIsNeverRelied() {
        assertThat(callers(CompiledClasses.all(), DEFAULT_CHARSET::contains)).isEmpty();
    }

    @Test
    void nobodySleeps() {
        assertThat(
                        callers(
                                CompiledClasses.all(),
                                call -> call.startsWith("java/lang/Thread.sleep")))
                .isEmpty();
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        Stream<ClassModel> libraries =
                CompiledClasses.MODULES.stream()
                        .filter(module -> !module.equals("cli"))
                        .flatMap(module -> CompiledClasses.of(module).stream());

        assertThat(
                        callers(
                                libraries,
                                call ->
                                        call.startsWith("java/lang/System.out")
                                                || call.startsWith("java/lang/System.err")
                                                || call.startsWith("java/lang/System.exit")
                                                || call.startsWith("java/lang/Runtime.exit")
                                                || call.startsWith("java/lang/Runtime.halt")))
                .isEmpty();
    }

    private static List<String> callers(Stream<ClassModel> types, Predicate<String> banned) {
        return types.flatMap(
                        type ->
                                CompiledClasses.uses(type, MemberRefEntry.class)
                                        .map(BannedCallsTest::signature)
                                        .filter(banned)
                                        .map(call -> where(type, call)))
                .toList();
    }

    private static String signature(MemberRefEntry member) {
        return member.owner().asInternalName()
                + "."
                + member.name().stringValue()
                + member.type().stringValue();
    }

    private static String where(ClassModel type, String what) {
        return CompiledClasses.name(type) + " uses " + what;
    }
}
