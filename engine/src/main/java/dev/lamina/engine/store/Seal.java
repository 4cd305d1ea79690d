package dev.lamina.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.disk.CheckedLines;
import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The facts about a derived file that was written without waiting for the disk.
///
/// The file is as it should be while the machine has not been restarted since it was written, or if
/// it has been forced or checked after a restart. `docs/formats/store-layout.md`, "Seal".
///
/// @param size        of the file, in bytes
/// @param contentSize of the regular files in it, in bytes
/// @param checksum    over the file: a digest, or `crc32c:` and eight hexadecimal digits
/// @param since       the boot in which it was written, or [#FORCED]
/// @param blobs       the blobs that are known to contain it
record Seal(long size, long contentSize, String checksum, String since, List<Digest> blobs) {

    /// Stands for the boot when the file needs none to be trusted.
    static final String FORCED = "forced";

    /// A seal of a thousand blobs has less.
    private static final int MAX_SIZE = 128 * 1024;

    private static final String MAGIC = "lamina-seal 1";

    Seal {
        blobs = List.copyOf(blobs);
    }

    /// Reads a seal; empty if there is none, or none that is whole.
    static Optional<Seal> read(Path path) throws IOException {
        byte[] bytes;
        try {
            if (Files.size(path) > MAX_SIZE) {
                return Optional.empty();
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(new String(bytes, UTF_8)));
        } catch (IllegalArgumentException e) {
            // After a power cut it may hold anything; then it seals nothing.
            return Optional.empty();
        }
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException if anything is wrong with it
    static Seal parse(String text) {
        CheckedLines lines = CheckedLines.parse(MAGIC, text);
        return new Seal(
                Long.parseLong(lines.value("size")),
                Long.parseLong(lines.value("content")),
                lines.value("checksum"),
                lines.value("since"),
                lines.values("blob").stream().map(Digest::parse).toList());
    }

    /// Returns the text form.
    String text() {
        List<String> facts = new ArrayList<>();
        facts.add("size " + size);
        facts.add("content " + contentSize);
        facts.add("checksum " + checksum);
        facts.add("since " + since);
        blobs.forEach(blob -> facts.add("blob " + blob));
        return CheckedLines.write(MAGIC, facts);
    }

    /// Writes the seal as a file, without waiting for the disk: a lost seal costs only a check.
    ///
    /// @param what is sealed, in messages
    void write(StoreFiles files, Path ingests, String what, Path target) throws IOException {
        try (Ingest ingest = Ingest.create(files, ingests, "seal", what)) {
            byte[] bytes = text().getBytes(UTF_8);
            ingest.write(bytes, 0, bytes.length);
            ingest.commitUnforced(target);
        }
    }

    /// Tells whether the file can be trusted without looking at its bytes.
    ///
    /// @param boot the current one
    boolean holdsIn(Optional<String> boot) {
        return since.equals(FORCED) || boot.isPresent() && since.equals(boot.get());
    }

    /// Returns a seal that knows a further blob.
    Seal withBlob(Digest blob) {
        if (blobs.contains(blob)) {
            return this;
        }
        List<Digest> more = new ArrayList<>(blobs);
        more.add(blob);
        return new Seal(size, contentSize, checksum, since, more);
    }
}
