package dev.lamina.image.layer;

import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tar.TarParser;

/// Makes the layer index of a tar while the tar streams by, in pieces of any size.
///
/// File data is passed over. Nothing is checked that needs other layers; a hard link's target may
/// be in one of those. Not for use by several threads at once, nor after a failure.
public final class LayerIndexer {

    private final EntryCollector collector;
    private final TarParser parser;

    /// Creates an indexer.
    ///
    /// @param source names the layer in errors, for instance `layer sha256:...`
    public LayerIndexer(String source, LayerLimits limits) {
        this.collector = new EntryCollector(source, limits);
        this.parser = new TarParser(source, limits.tar(), collector);
    }

    /// Reads the next piece of the uncompressed tar.
    ///
    /// @throws ImageFormatException if the tar is damaged, or no layer, or beyond the limits
    public void accept(byte[] buffer, int offset, int length) throws ImageFormatException {
        parser.accept(buffer, offset, length);
    }

    /// Ends the tar.
    ///
    /// @param diffId the digest of all that was accepted, which the caller computed
    /// @throws ImageFormatException if the tar is cut off
    public LayerIndex finish(DiffId diffId) throws ImageFormatException {
        return new LayerIndex(diffId, parser.finish(), collector.finish());
    }
}
