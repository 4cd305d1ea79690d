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
        "java/nio/channels/SocketChannel, registry",
        "java/sql/,                 hub",
        "org/eclipse/jetty/,        http",
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
    @CsvSource({
        "linux, java/lang/foreign/Linker",
        "registry, java/nio/channels/SocketChannel",
        "hub, java/sql/"
    })
    void theOwnerDoesUseThem(String owner, String prefix) {
        assertThat(CompiledClasses.of(owner)).anyMatch(type -> uses(type, prefix));
    }

    /// Native access is granted to `linux`; what the hub uses of it needs none (decision 0006).
    @Test
    void theHubUsesOfLinuxOnlyWhoOwnsFiles() {
        List<String> used =
                CompiledClasses.of("hub").stream()
                        .flatMap(type -> CompiledClasses.uses(type, ClassEntry.class))
                        .map(ClassEntry::asInternalName)
                        .filter(name -> name.startsWith("dev/lamina/linux/"))
                        .distinct()
                        .toList();

        assertThat(used).isNotEmpty().allMatch(name -> name.startsWith("dev/lamina/linux/owner/"));
        assertThat(CompiledClasses.of("linux"))
                .filteredOn(type -> CompiledClasses.name(type).contains(".owner."))
                .noneMatch(type -> uses(type, "java/lang/foreign/"));
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
