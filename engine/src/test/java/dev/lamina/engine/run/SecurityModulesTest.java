package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.Program;
import dev.lamina.engine.bundle.AppArmorProfile;
import dev.lamina.engine.bundle.SecurityLabels;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.SearchPath;
import dev.lamina.linux.Xattrs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// What containers get of a kernel's security modules, for machines that are made of files.
final class SecurityModulesTest {

    private static final String ID = "0123456789abcdef".repeat(4);

    @TempDir private Path root;

    @Test
    void aKernelWithoutThemHasNothingForContainers() throws IOException {
        file("sys/module/apparmor/parameters/enabled", "N\n");

        assertThat(modules().profile(root)).isEmpty();
        assertThat(modules().labels(ID)).isEmpty();
        assertThat(modules().names()).isEmpty();
    }

    @Test
    void aProfileThatIsLoadedIsUsed() throws IOException {
        appArmor("docker-default (enforce)\nlamina-default (enforce)\n");

        assertThat(modules().profile(root)).contains("lamina-default");
        assertThat(modules().names()).containsExactly("apparmor");
    }

    @Test
    void aProfileThatIsMissingIsLoadedByTheProgramForThat() throws IOException {
        appArmor("lamina-default-old (enforce)\n");
        parser("echo \"$@\" > '" + root + "/called'; cp \"$3\" '" + root + "/loaded'");

        assertThat(modules().profile(root)).contains("lamina-default");

        assertThat(root.resolve("called"))
                .hasContent("--replace --skip-cache " + root.resolve("apparmor"));
        assertThat(root.resolve("loaded")).hasContent(AppArmorProfile.text(false));
        assertThat(root.resolve("apparmor")).as("the text is no longer needed").doesNotExist();
        file("etc/apparmor.d/abi/3.0", "");
        modules().profile(root);
        assertThat(root.resolve("loaded")).hasContent(AppArmorProfile.text(true));
    }

    @Test
    void aProfileThatCannotBeLoadedIsAnErrorInOneLine() throws IOException {
        appArmor("");
        parser("echo 'line one' >&2; echo 'line two' >&2; exit 1");

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> modules().profile(root))
                .withMessage(
                        "AppArmor profile lamina-default: expected that the kernel takes it, got:"
                                + " line one line two");
    }

    @Test
    void withoutTheProgramThereIsNoProfile() throws IOException {
        appArmor("");

        assertThat(new SecurityModules(root, new SearchPath(List.of())).profile(root)).isEmpty();
    }

    /// apparmor_parser compiles it for the features of the kernel that AppArmor 3.0 was made for.
    @Tag("linux")
    @Test
    void theProfileIsOneThatTheKernelsProgramTakes() throws Exception {
        Program.require("apparmor_parser");
        for (boolean abi : new boolean[] {true, false}) {
            Path file = Files.writeString(root.resolve("text"), AppArmorProfile.text(abi));

            assertThat(
                            Program.run(
                                    "apparmor_parser",
                                    "--skip-kernel-load",
                                    "--skip-cache",
                                    "--kernel-features",
                                    "/etc/apparmor.d/abi/3.0",
                                    "--names",
                                    file.toString()))
                    .contains(AppArmorProfile.NAME)
                    .doesNotContain("error");
        }
    }

    @Test
    void eachContainerHasCategoriesOfItsOwn() throws IOException {
        file("sys/fs/selinux/enforce", "1");

        SecurityLabels labels = modules().labels(ID).orElseThrow();

        assertThat(labels)
                .isEqualTo(
                        new SecurityLabels(
                                "system_u:system_r:container_t:s0:c227,c564",
                                "system_u:object_r:container_file_t:s0:c227,c564",
                                "system_u:object_r:container_file_t:s0"));
        assertThat(modules().labels("f".repeat(64)).orElseThrow().process())
                .matches("system_u:system_r:container_t:s0:c[0-9]+,c1023");
        assertThat(modules().names()).containsExactly("selinux");
    }

    @Test
    void thePolicyOfTheMachineNamesTheTypes() throws IOException {
        file("sys/fs/selinux/enforce", "0");
        file("etc/selinux/config", "# SELINUXTYPE=other\nSELINUXTYPE=targeted\n");
        file(
                "etc/selinux/targeted/contexts/lxc_contexts",
                "process = \"system_u:system_r:box_t:s0\"\nfile = \"system_u:object_r:box_file_t:s0\"\n");

        SecurityLabels labels = modules().labels(ID).orElseThrow();

        assertThat(labels.process()).startsWith("system_u:system_r:box_t:s0:c");
        assertThat(labels.shared()).isEqualTo("system_u:object_r:box_file_t:s0");
    }

    @Tag("linux")
    @Test
    void filesAreLabelledAndWhatLinksLeadToIsNot() throws IOException {
        Path outside = file("outside", "");
        Path inside = file("shown/deep/file", "");
        Path link = Files.createSymbolicLink(root.resolve("shown/link"), outside);

        FileLabels.setShown(root.resolve("shown"), "a:b:c:s0");

        for (Path labelled : List.of(root.resolve("shown"), inside.getParent(), inside, link)) {
            assertThat(Xattrs.get(labelled, "security.selinux"))
                    .hasValueSatisfying(
                            value -> assertThat(value).asString().isEqualTo("a:b:c:s0\0"));
        }
        assertThat(Xattrs.get(outside, "security.selinux")).isEmpty();
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> FileLabels.setShown(Path.of("/usr"), "a:b:c:s0"))
                .withMessage("SELinux relabeling of /usr is not allowed");
    }

    private SecurityModules modules() {
        return new SecurityModules(root, new SearchPath(List.of(root.resolve("sbin"))));
    }

    private void appArmor(String loaded) throws IOException {
        file("sys/module/apparmor/parameters/enabled", "Y\n");
        file("sys/kernel/security/apparmor/profiles", loaded);
    }

    private void parser(String script) throws IOException {
        Path program = file("sbin/apparmor_parser", "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
