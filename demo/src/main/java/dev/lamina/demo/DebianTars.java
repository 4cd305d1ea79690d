package dev.lamina.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Two root file systems from one run of mmdebstrap: Debian's base, and the same with nginx.
///
/// Both are written by the same tar command in a hook, so that they differ only in what installing
/// nginx did. Times later than the images' creation are cut down to it, which makes the tars the
/// same each time as long as Debian's packages are.
record DebianTars(Path base, Path withNginx) {

    /// The directories that must not be in an image: kernel file systems, which are mounted while the hooks run,
    /// and what package installation leaves behind.
    private static final List<String> EXCLUDED =
            List.of(
                    "./dev/*",
                    "./proc/*",
                    "./sys/*",
                    "./run/*",
                    "./tmp/*",
                    "./var/cache/apt/*",
                    "./var/cache/debconf/*-old",
                    "./var/cache/ldconfig/*",
                    "./var/lib/apt/lists/*",
                    "./var/lib/dpkg/*-old",
                    "./var/log/*.log",
                    "./var/log/apt/*");

    private static final Pattern PROGRESS = Pattern.compile("Get:|Unpacking |Setting up ");

    /// Runs mmdebstrap; downloads about 45 MB of packages.
    static DebianTars make(Path directory, Instant created, Workshop workshop) throws IOException {
        var tars =
                new DebianTars(
                        open(Files.createFile(directory.resolve("base.tar"))),
                        open(Files.createFile(directory.resolve("nginx.tar"))));
        Path hook = writeHook(directory.resolve("write-tar"));
        DebianMirror mirror =
                DebianMirror.ofThisMachine(workshop.programs(), workshop.environment());
        List<String> command = new ArrayList<>();
        if (workshop.superuser()) {
            command.addAll(List.of("unshare", "--mount")); // what it mounts goes when it ends
        }
        command.addAll(List.of("mmdebstrap", "--variant=minbase", "--format=null"));
        for (String path : List.of("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*")) {
            command.add("--dpkgopt=path-exclude=" + path);
        }
        command.add("--dpkgopt=force-unsafe-io");
        command.add("--aptopt=Acquire::Retries \"5\"");
        command.addAll(mirror.options());
        command.add("--customize-hook=" + hook + " \"$1\" " + tars.base);
        command.add(
                "--customize-hook=APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get --yes"
                        + " --no-install-recommends -oDPkg::Chroot-Directory=\"$1\" install nginx");
        command.add("--customize-hook=" + hook + " \"$1\" " + tars.withNginx);
        command.addAll(List.of(mirror.suite(), "/dev/null"));
        command.addAll(mirror.address());

        Map<String, String> environment = new HashMap<>(workshop.environment());
        environment.put("SOURCE_DATE_EPOCH", Long.toString(created.getEpochSecond()));
        environment.put(
                "TMPDIR", open(Files.createDirectory(directory.resolve("scratch"))).toString());
        Heartbeat heartbeat = workshop.heartbeat();
        heartbeat.during(
                () ->
                        workshop.programs()
                                .call(command, environment, line -> showProgress(line, heartbeat)));
        return tars;
    }

    /// mmdebstrap marks its own lines; apt's and dpkg's are hundreds.
    private static void showProgress(String line, Heartbeat heartbeat) {
        if (line.startsWith("I: ") && !line.contains("running --") && !line.contains("tempdir")) {
            heartbeat.say("  " + line.substring(3));
        } else if (PROGRESS.matcher(line).lookingAt()) {
            heartbeat.beat(() -> "    " + line.replaceFirst(" \\.\\.\\.$", ""));
        }
    }

    /// Without the superuser, mmdebstrap works as another user, who must be able to write here.
    private static Path open(Path path) throws IOException {
        String permissions = Files.isDirectory(path) ? "rwxrwxrwx" : "rw-rw-rw-";
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static Path writeHook(Path file) throws IOException {
        var script =
                new StringBuilder("#!/bin/sh\npack() {\ntar --create --numeric-owner --sort=name");
        script.append(" --one-file-system --format=pax --pax-option=delete=atime,delete=ctime");
        script.append(" --clamp-mtime --mtime=@$SOURCE_DATE_EPOCH");
        script.append(" --xattrs '--xattrs-include=*'");
        for (String pattern : EXCLUDED) {
            script.append(" '--exclude=").append(pattern).append('\'');
        }
        script.append(" --directory \"$1\" --file \"$2\" .\n}\n");
        // Status 1: something changed while it was read (tar(1)).
        script.append("pack \"$@\" || { [ $? = 1 ] && pack \"$@\"; }\n");
        Files.writeString(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
