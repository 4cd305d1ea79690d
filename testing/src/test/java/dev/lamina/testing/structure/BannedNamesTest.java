package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names say what a type is, in the words of the vocabulary; packages are null-marked.
final class BannedNamesTest {

    private static final Pattern EMPTY_WORDS =
            Pattern.compile(
                    "(Impl|Utils?|Helper|Manager|Service|Base|Abstract|Info|Data)(?=[A-Z]|$)"
                            + "|^I[A-Z][a-z]|^Index$");

    private static final int MOST_METHODS_OF_AN_INTERFACE = 7;

    /// Stands for the operating system, with a method for each call that a test makes fail.
    private static final String EXCEPTION = "dev.lamina.engine.disk.StoreFiles";

    @Test
    void noTypeNameContainsAnEmptyWord() {
        List<String> found =
                CompiledClasses.all()
                        .map(CompiledClasses::name)
                        .filter(name -> EMPTY_WORDS.matcher(simpleName(name)).find())
                        .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        CompiledClasses.all()
                .map(CompiledClasses::name)
                .map(CompiledClasses::packageOf)
                .forEach(packages::add);
        Set<String> marked =
                CompiledClasses.all()
                        .filter(type -> CompiledClasses.name(type).endsWith(".package-info"))
                        .filter(BannedNamesTest::isNullMarked)
                        .map(CompiledClasses::name)
                        .map(CompiledClasses::packageOf)
                        .collect(Collectors.toSet());
        packages.removeAll(marked);

        assertThat(packages).as("packages without @NullMarked").isEmpty();
    }

    @Test
    void anInterfaceHasSevenMethodsOrFewer() {
        List<String> wide =
                CompiledClasses.all()
                        .filter(type -> type.flags().has(AccessFlag.INTERFACE))
                        .filter(type -> !CompiledClasses.name(type).equals(EXCEPTION))
                        .filter(type -> abstractMethods(type) > MOST_METHODS_OF_AN_INTERFACE)
                        .map(type -> CompiledClasses.name(type) + " " + abstractMethods(type))
                        .toList();

        assertThat(wide).isEmpty();
    }

    private static long abstractMethods(ClassModel type) {
        return type.methods().stream()
                .filter(method -> method.flags().has(AccessFlag.ABSTRACT))
                .count();
    }

    private static boolean isNullMarked(ClassModel packageInfo) {
        return packageInfo.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(
                        annotation ->
                                annotation
                                        .className()
                                        .equalsString("Lorg/jspecify/annotations/NullMarked;"));
    }

    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
