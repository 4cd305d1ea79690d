package dev.lamina.image.layer;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tar.TarEntry;
import dev.lamina.image.tar.TarHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keeps what the entries of a tar mean in a layer, as far as the limits allow.
final class EntryCollector implements TarHandler {

    /// What the position and length of a segment take.
    private static final int SEGMENT_SIZE = 16;

    private final String source;
    private final LayerLimits limits;
    private final EntryTranslator translator;
    private final List<LayerEntry> entries = new ArrayList<>();

    /// Of the tar, also those that mean nothing.
    private int entryCount;

    private long metadata;

    EntryCollector(String source, LayerLimits limits) {
        this.source = source;
        this.limits = limits;
        this.translator = new EntryTranslator(source, limits);
    }

    List<LayerEntry> entries() {
        return entries;
    }

    @Override
    public void entry(TarEntry entry) throws ImageFormatException {
        entryCount++;
        if (entryCount > limits.entries()) {
            throw new ImageFormatException(
                    source,
                    entry.headerOffset(),
                    "layer: expected at most " + limits.entries() + " entries, got more");
        }
        metadata += metadata(entry);
        if (metadata > limits.metadata()) {
            throw new ImageFormatException(
                    source,
                    entry.headerOffset(),
                    "layer: expected at most "
                            + limits.metadata()
                            + " bytes of metadata, got "
                            + metadata);
        }
        LayerEntry translated = translator.translate(entry);
        if (translated != null) {
            entries.add(translated);
        }
    }

    private static long metadata(TarEntry entry) {
        long size =
                entry.name().length()
                        + entry.linkName().length()
                        + (long) SEGMENT_SIZE * entry.segments().size();
        if (!entry.xattrs().isEmpty()) {
            for (Map.Entry<Bytes, Bytes> xattr : entry.xattrs().entrySet()) {
                size += xattr.getKey().length() + xattr.getValue().length();
            }
        }
        return size;
    }
}
