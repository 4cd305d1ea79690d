package dev.lamina.engine.run;

import dev.lamina.engine.bundle.AppArmorProfile;
import dev.lamina.engine.bundle.SecurityLabels;
import dev.lamina.engine.rootfs.Program;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.SearchPath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The security modules of this machine's kernel, and what they have for containers: AppArmor a profile, SELinux
/// labels (apparmor(7), selinux(8); decision 0047).
///
/// @param root     where `sys` and `etc` are
/// @param programs where the program that loads profiles is looked for
record SecurityModules(Path root, SearchPath programs) {

    private static final String PARSER = "apparmor_parser";

    /// So many categories there are (`c0` to `c1023`).
    private static final int CATEGORIES = 1024;

    private static final Pattern POLICY = Pattern.compile("(?m)^SELINUXTYPE=(\\w+)");

    /// Tells whether containers get a profile: the kernel has AppArmor, and the profile is loaded or
    /// can be.
    boolean haveProfiles() throws IOException {
        return text("sys/module/apparmor/parameters/enabled").startsWith("Y")
                && Files.exists(loaded())
                && (isLoaded() || programs.find(PARSER).isPresent());
    }

    /// Tells whether containers get labels.
    boolean haveLabels() {
        return Files.exists(root.resolve("sys/fs/selinux/enforce"));
    }

    /// Returns the name of the profile of containers; loads it if it is not loaded.
    ///
    /// @param scratch a directory that nobody else can write
    /// @throws RunFailedException if it cannot be loaded
    Optional<String> profile(Path scratch) throws IOException {
        if (!haveProfiles()) {
            return Optional.empty();
        }
        if (!isLoaded()) {
            load(scratch.resolve("apparmor"));
        }
        return Optional.of(AppArmorProfile.NAME);
    }

    /// Each line is `NAME (MODE)`.
    private boolean isLoaded() throws IOException {
        return text("sys/kernel/security/apparmor/profiles")
                .lines()
                .anyMatch(line -> line.startsWith(AppArmorProfile.NAME + " ("));
    }

    private Path loaded() {
        return root.resolve("sys/kernel/security/apparmor/profiles");
    }

    private void load(Path file) throws IOException {
        boolean abi = Files.exists(root.resolve("etc/apparmor.d/abi/3.0"));
        Files.writeString(file, AppArmorProfile.text(abi));
        Path parser = programs.find(PARSER).orElseThrow();
        Program.Result result = Program.run(parser, "--replace", "--skip-cache", file.toString());
        if (result.status() != 0) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "AppArmor profile "
                            + AppArmorProfile.NAME
                            + ": expected that the kernel takes it, got: "
                            + result.error().replace('\n', ' '));
        }
        Files.delete(file);
    }

    /// Returns the labels of a container. Two of its categories are its own, as far as half a million
    /// pairs go: they follow from its ID.
    Optional<SecurityLabels> labels(String id) throws IOException {
        if (!haveLabels()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(id.substring(0, 5), 16) % CATEGORIES;
        int second = Integer.parseInt(id.substring(5, 10), 16) % (CATEGORIES - 1);
        second += second >= first ? 1 : 0;
        String level = ":c" + Math.min(first, second) + ",c" + Math.max(first, second);
        String contexts = contexts();
        String process = context(contexts, "process", "system_u:system_r:container_t:s0");
        String file = context(contexts, "file", "system_u:object_r:container_file_t:s0");
        return Optional.of(new SecurityLabels(process + level, file + level, file));
    }

    /// The policy of the machine may have other types (`lxc_contexts`).
    private String contexts() throws IOException {
        Matcher policy = POLICY.matcher(text("etc/selinux/config"));
        return policy.find()
                ? text("etc/selinux/" + policy.group(1) + "/contexts/lxc_contexts")
                : "";
    }

    private static String context(String contexts, String name, String usual) {
        Matcher line =
                Pattern.compile("(?m)^" + name + "\\s*=\\s*\"([\\w:]+:s0)\"").matcher(contexts);
        return line.find() ? line.group(1) : usual;
    }

    /// Returns their names, as Docker lists them.
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (haveProfiles()) {
            names.add("apparmor");
        }
        if (haveLabels()) {
            names.add("selinux");
        }
        return names;
    }

    private String text(String file) throws IOException {
        Path path = root.resolve(file);
        return Files.isReadable(path) ? Files.readString(path) : "";
    }
}
