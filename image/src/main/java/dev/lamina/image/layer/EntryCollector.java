package dev.lamina.image.layer;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tar.TarEntry;
import dev.lamina.image.tar.TarHandler;

/// Keeps what the entries of a tar mean in a layer, as far as the limits allow.
final class EntryCollector implements TarHandler {

    private final String source;
    private final LayerLimits limits;
    private final EntryTranslator translator;
    private final LayerIndexEncoder entries = new LayerIndexEncoder();

    /// Of the tar, also those that mean nothing.
    private int entryCount;

    EntryCollector(String source, LayerLimits limits) {
        this.source = source;
        this.limits = limits;
        this.translator = new EntryTranslator(source, limits);
    }

    LayerEntries finish() {
        return entries.finish();
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
        LayerEntry translated = translator.translate(entry);
        if (translated != null) {
            entries.add(translated);
        }
        if (entries.size() > limits.indexSize()) {
            throw new ImageFormatException(
                    source,
                    entry.headerOffset(),
                    "layer: expected a layer index of at most "
                            + limits.indexSize()
                            + " bytes, got "
                            + entries.size());
        }
    }
}
