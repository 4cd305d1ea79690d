package dev.lamina.engine.run;

import dev.lamina.engine.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// An image layout with the image `box`, made by umoci of the static busybox of this machine.
public final class BusyboxLayout {

    private BusyboxLayout() {}

    /// Puts more files into an image.
    @FunctionalInterface
    public interface Filling {

        /// Fills the root directory.
        void fill(Path root) throws IOException, InterruptedException;
    }

    /// Makes the layout.
    public static void make(Path layout, Path scratch) throws IOException, InterruptedException {
        make(layout, scratch, _ -> {});
    }

    /// Makes the layout of an image with more files.
    ///
    /// @param settings of `umoci config`
    public static void make(Path layout, Path scratch, Filling filling, String... settings)
            throws IOException, InterruptedException {
        Program.require("umoci", "busybox");
        Program.run("umoci", "init", "--layout", layout.toString());
        Program.run("umoci", "new", "--image", layout + ":box");
        Path bundle = scratch.resolve("bundle");
        Program.run("umoci", "unpack", "--image", layout + ":box", bundle.toString());
        fill(bundle.resolve("rootfs"));
        filling.fill(bundle.resolve("rootfs"));
        Program.run("umoci", "repack", "--image", layout + ":box", bundle.toString());
        Program.run(
                "umoci",
                "config",
                "--image",
                layout + ":box",
                "--config.env",
                "COLOUR=blue",
                "--config.workingdir",
                "/workdir/here",
                "--config.volume",
                "/data",
                "--config.cmd",
                "sh");
        if (settings.length > 0) {
            List<String> config =
                    new ArrayList<>(List.of("umoci", "config", "--image", layout + ":box"));
            config.addAll(List.of(settings));
            Program.run(config.toArray(String[]::new));
        }
    }

    private static void fill(Path root) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
        for (String applet :
                "sh ls cat id env sleep true stat mount touch rm mkdir tty stty hostname pwd test"
                        .split(" ")) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                etc.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n");
        Files.writeString(etc.resolve("group"), "root:x:0:\napp:x:1000:\nextra:x:2000:app\n");
        Files.createDirectories(root.resolve("old/deep"));
        Files.writeString(root.resolve("old/deep/file"), "old\n");
        Files.writeString(root.resolve("noprogram"), "text\n");
        Files.createSymbolicLink(root.resolve("escape"), Path.of("/../../../etc"));
        Path data = Files.createDirectories(root.resolve("data"));
        Files.writeString(data.resolve("seed"), "seed\n");
        Files.setPosixFilePermissions(
                data.resolve("seed"), PosixFilePermissions.fromString("rw-r-----"));
        Files.setAttribute(data, "unix:uid", 1000);
        Files.setAttribute(data, "unix:gid", 1000);
        Files.setAttribute(root, "unix:uid", 5);
        Files.setAttribute(root, "unix:gid", 6);
        Files.setAttribute(root, "unix:mode", 01755);
    }
}
