package dev.lamina.image.layer;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;

/// Entries of all kinds from a seed; odd names, times, owners and extended attributes among them.
final class RandomEntries {

    private final SplittableRandom random;
    private final List<TreePath> directories = new ArrayList<>(List.of(TreePath.ROOT));
    private final List<TreePath> files = new ArrayList<>();

    /// The content of files must lie within the tar, which begins with a header.
    private long tarSize = 512;

    private RandomEntries(long seed) {
        random = new SplittableRandom(seed);
    }

    static LayerIndex layerIndex(long seed) {
        var entries = new RandomEntries(seed);
        List<LayerEntry> list = entries.list(seed == 0 ? 0 : entries.random.nextInt(60));
        return new LayerIndex(Indexing.DIFF_ID, entries.tarSize, list);
    }

    private List<LayerEntry> list(int count) {
        var entries = new ArrayList<LayerEntry>();
        for (int i = 0; i < count; i++) {
            entries.add(entry());
        }
        return entries;
    }

    private LayerEntry entry() {
        TreePath path = directories.get(random.nextInt(directories.size())).child(name());
        return switch (random.nextInt(files.isEmpty() ? 9 : 10)) {
            case 0, 1 -> {
                directories.add(path);
                yield new LayerEntry.Directory(path, attributes());
            }
            case 2, 3 -> {
                files.add(path);
                yield new LayerEntry.RegularFile(path, attributes(), content());
            }
            case 4 -> new LayerEntry.Symlink(path, attributes(), bytes(1, 300));
            case 5 ->
                    new LayerEntry.Device(
                            path,
                            attributes(),
                            random.nextBoolean(),
                            random.nextInt(0x1000),
                            random.nextInt(0x100000));
            case 6 -> new LayerEntry.Fifo(path, attributes());
            case 7 -> new LayerEntry.Whiteout(path);
            case 8 -> new LayerEntry.OpaqueWhiteout(path.parent());
            default ->
                    new LayerEntry.HardLink(
                            path, files.get(random.nextInt(files.size())), attributes());
        };
    }

    private FileContent content() {
        long size = random.nextLong(3) * random.nextLong(1, 3000);
        if (random.nextInt(4) > 0) {
            FileContent content = FileContent.contiguous(tarSize, size);
            tarSize += size;
            return content;
        }
        var segments = new ArrayList<FileContent.Segment>();
        long position = 0;
        while (position + 100 < size) {
            long length = random.nextLong(1, 100);
            segments.add(new FileContent.Segment(position, tarSize, length));
            tarSize += length;
            position += length + random.nextLong(1000);
        }
        return new FileContent(size, segments);
    }

    private Attributes attributes() {
        long seconds = random.nextInt(10) == 0 ? -random.nextLong(1L << 40) : 1_700_000_000;
        Attributes plain =
                Attributes.of(
                        random.nextInt(010000),
                        random.nextLong(0xFFFF_FFFFL),
                        random.nextInt(2),
                        Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000)));
        var xattrs = new HashMap<Bytes, Bytes>();
        for (int i = random.nextInt(10) - 7; i > 0; i--) {
            xattrs.put(bytes(1, 20), bytes(0, 300));
        }
        return plain.withXattrs(xattrs);
    }

    private Name name() {
        while (true) {
            try {
                return new Name(bytes(1, random.nextInt(10) == 0 ? 255 : 8));
            } catch (IllegalArgumentException e) {
                // A slash or a NUL among the bytes: try others.
            }
        }
    }

    private Bytes bytes(int min, int max) {
        var bytes = new byte[random.nextInt(min, max + 1)];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
