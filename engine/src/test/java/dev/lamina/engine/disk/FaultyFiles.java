package dev.lamina.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Real files that fail, or lose power, at the n-th operation.
///
/// After a power cut nothing works any more, and [#settle] makes the disk look as it might then:
/// of what was not forced any part is lost, names as well as bytes, each by itself and as the seed
/// has it. That is worse than file systems with a journal are.
public final class FaultyFiles implements StoreFiles {

    /// What happens at the n-th operation.
    public enum Fault {
        FAILS_ONCE,
        POWER_CUT
    }

    private final StoreFiles host = new HostFiles();
    private final Fault fault;
    private final int position;
    private final Random random;
    private final Path graveyard;
    private final List<NameChange> changes = new ArrayList<>();
    private final Map<Path, Content> contents = new HashMap<>();
    private int count;
    private int graveCount;

    /// @param position  which operation, from 0; one that never comes makes the files faultless
    /// @param graveyard an empty directory beside the store, for what may have to come back
    public FaultyFiles(Fault fault, int position, long seed, Path graveyard) {
        this.fault = fault;
        this.position = position;
        this.random = new Random(seed);
        this.graveyard = graveyard;
    }

    /// Power is gone.
    public static final class PowerCut extends Error {

        private static final long serialVersionUID = 1L;
    }

    /// Tells whether the fault has come.
    public boolean hasFailed() {
        return count > position;
    }

    private void step(String what) throws IOException {
        int now = count++;
        if (fault == Fault.POWER_CUT && now >= position) {
            throw new PowerCut();
        }
        if (now == position) {
            throw new IOException("fault at operation " + now + ": " + what);
        }
    }

    /// The bytes of one file: how many are safe.
    private static final class Content {
        private long forced;
    }

    /// One change of a directory that is not yet safe.
    private record NameChange(Set<Path> names, Path directory, Undo undo) {}

    @FunctionalInterface
    private interface Undo {
        void run() throws IOException;
    }

    private void changed(Undo undo, Path name, Path... others) {
        Set<Path> names = new HashSet<>(List.of(others));
        names.add(name);
        changes.add(new NameChange(names, name.getParent(), undo));
    }

    @Override
    public synchronized WritableFile create(Path file) throws IOException {
        step("create " + file);
        boolean isNew = !Files.exists(file);
        WritableFile opened = host.create(file);
        contents.put(file, new Content());
        if (isNew) {
            changed(() -> Files.deleteIfExists(file), file);
        }
        return new FaultyFile(opened, file);
    }

    @Override
    public synchronized WritableFile append(Path file) throws IOException {
        step("append " + file);
        boolean isNew = !Files.exists(file);
        WritableFile opened = host.append(file);
        Content content = contents.computeIfAbsent(file, path -> new Content());
        if (isNew) {
            changed(() -> Files.deleteIfExists(file), file);
        } else if (content.forced == 0) {
            content.forced = Files.size(file);
        }
        return new FaultyFile(opened, file);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        step("rename " + from + " " + to);
        Path replaced = bury(to);
        host.rename(from, to);
        Content content = contents.remove(from);
        if (content != null) {
            contents.put(to, content);
        }
        changed(
                () -> {
                    Files.move(to, from);
                    unbury(replaced, to);
                },
                // It is safe with its new directory; an old name that came back would be rubbish.
                to,
                from);
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        step("link " + existing + " " + name);
        host.link(existing, name);
        Content content = contents.get(existing);
        if (content != null) {
            contents.put(name, content);
        }
        changed(() -> Files.deleteIfExists(name), name);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        step("delete " + file);
        Path deleted = bury(file);
        host.delete(file);
        contents.remove(file);
        changed(() -> unbury(deleted, file), file);
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        // Directories that are lost again would only make the store new once more.
        step("create directories " + directory);
        host.createDirectories(directory);
    }

    @Override
    public synchronized void createPrivateDirectory(Path directory) throws IOException {
        step("create private directory " + directory);
        host.createPrivateDirectory(directory);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        step("force directory " + directory);
        host.forceDirectory(directory);
        changes.removeIf(change -> change.directory.equals(directory));
    }

    private Path bury(Path file) throws IOException {
        Path grave = graveyard.resolve("grave-" + graveCount++);
        if (Files.exists(file)) {
            Files.createLink(grave, file);
        }
        return grave;
    }

    private static void unbury(Path grave, Path file) throws IOException {
        if (Files.exists(grave)) {
            Files.move(grave, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Makes the disk look as it might after the power cut.
    public void settle() throws IOException {
        for (Map.Entry<Path, Content> entry : contents.entrySet()) {
            if (Files.exists(entry.getKey())) {
                lose(entry.getKey(), entry.getValue().forced);
            }
        }
        Set<Path> lost = new HashSet<>();
        List<NameChange> undone = new ArrayList<>();
        for (NameChange change : changes) {
            boolean follows = change.names.stream().anyMatch(lost::contains);
            if (follows || random.nextBoolean()) {
                lost.addAll(change.names);
                undone.addFirst(change);
            }
        }
        for (NameChange change : undone) {
            // With a directory that was deleted on the way, its names are gone for good.
            if (Files.isDirectory(change.directory)) {
                change.undo.run();
            }
        }
    }

    private void lose(Path file, long forced) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            if (size == forced) {
                return;
            }
            switch (random.nextInt(3)) {
                case 0 -> channel.truncate(forced);
                case 1 -> channel.truncate(forced + random.nextLong(size - forced));
                default -> {
                    int zeros = Math.toIntExact(size - forced);
                    channel.write(ByteBuffer.allocate(zeros), forced);
                }
            }
        }
    }

    private final class FaultyFile implements WritableFile {

        private final WritableFile file;
        private final Path path;

        FaultyFile(WritableFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            synchronized (FaultyFiles.this) {
                step("write " + path);
                return file.write(source);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyFiles.this) {
                step("force " + path);
                Content content = contents.get(path);
                if (content != null && Files.exists(path)) {
                    content.forced = Files.size(path);
                }
            }
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            // Closing is no operation on the disk, and a process that dies closes as well.
            file.close();
        }
    }
}
