package dev.lamina.testing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.List;

/// What only one module may do (decision 0004): that is what it exists for.
final class ModuleRulesTest {

    @ParameterizedTest
    @CsvSource({
        "java/lang/foreign/Linker, linux",
        "java/net/http/,            registry",
        "java/sql/,                 hub",
        "org/eclipse/jetty/,        hub",
        "com/github/luben/zstd/,    image"
    })
    void onlyOneModuleUsesThesePackages(String prefix, String owner) {
        List<String> others =
                CompiledClasses.MODULES.stream()
                        .filter(module -> !module.equals(owner))
                        .flatMap(module -> CompiledClasses.of(module).stream())
                        .filter(type -> uses(type, prefix))
                        .map(CompiledClasses::name)
                        .toList();

        assertThat(others).as("classes outside %s that use %s", owner, prefix).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"linux, java/lang/foreign/Linker", "registry, java/net/http/", "hub, java/sql/"})
    void theOwnerDoesUseThem(String owner, String prefix) {
        assertThat(CompiledClasses.of(owner)).anyMatch(type -> uses(type, prefix));
    }

    @Test
    void noMethodIsNative() {
        assertThat(CompiledClasses.all().filter(ModuleRulesTest::hasNativeMethod)).isEmpty();
    }

    private static boolean uses(ClassModel type, String prefix) {
        return CompiledClasses.uses(type, ClassEntry.class)
                .anyMatch(entry -> entry.asInternalName().startsWith(prefix));
    }

    private static boolean hasNativeMethod(ClassModel type) {
        for (MethodModel method : type.methods()) {
            if (method.flags().has(AccessFlag.NATIVE)) {
                return true;
            }
        }
        return false;
    }
}
