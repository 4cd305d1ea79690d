package dev.lamina.testing.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What GNU tar made of a tar.
///
/// @param dump of the directory into which it unpacked
/// @param said its complaints
record GnuTar(String dump, String said) {

    /// Unpacks a tar into a directory that is made for it.
    static GnuTar unpack(Path tar, Path directory) throws IOException {
        Files.createDirectory(directory);
        List<String> command = new ArrayList<>(Tool.require("tar").command());
        command.addAll(
                List.of(
                        "-xf",
                        tar.toString(),
                        "-C",
                        directory.toString(),
                        "--numeric-owner",
                        "-p",
                        "--xattrs",
                        "--xattrs-include=*",
                        "--delay-directory-restore"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for tar");
        }
        return new GnuTar(DirectoryDump.of(directory), said);
    }
}
