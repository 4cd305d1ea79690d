package dev.lamina.engine.store;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.erofs.ErofsWriter;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.Union;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// EROFS images of unions, by chainID, derived from layer indexes.
public final class Unions {

    private final StorePaths paths;
    private final StoreFiles files;
    private final Optional<String> boot;

    Unions(StorePaths paths, StoreFiles files, Optional<String> boot) {
        this.paths = paths;
        this.files = files;
        this.boot = boot;
    }

    /// Tells whether the union is there and can be trusted; a look at its bytes may be needed once
    /// after a restart of the machine.
    boolean has(ChainId union) throws IOException {
        Path erofs = paths.union(union);
        Optional<Seal> seal = Seal.read(paths.unionSeal(union));
        try {
            return seal.isPresent()
                    && Files.size(erofs) == seal.get().size()
                    && (seal.get().holdsIn(boot) || checksum(erofs).equals(seal.get().checksum()));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Returns the size of the content of all layers of a union; empty if nobody has noted it.
    public OptionalLong contentSize(ChainId union) throws IOException {
        Optional<Seal> seal = Seal.read(paths.unionSeal(union));
        // Zero is what earlier versions wrote; an image without content costs a look at each layer.
        return seal.isPresent() && seal.get().contentSize() > 0
                ? OptionalLong.of(seal.get().contentSize())
                : OptionalLong.empty();
    }

    /// Writes the union of layers.
    ///
    /// @param stack   the layers, lowest first
    /// @param indexes asked for one layer after the other
    /// @throws InexpressibleUnionException if EROFS cannot show it
    void write(List<DiffId> stack, LayerSource indexes) throws IOException {
        ChainId union = ChainId.of(stack);
        var layers = new Union();
        var devices = new LinkedHashMap<DiffId, Long>();
        long content = 0;
        for (DiffId layer : stack) {
            LayerIndex index = indexes.layerIndex(layer);
            layers.apply(index);
            devices.put(layer, index.tarSize());
            content += Math.min(index.entries().contentSize(), Long.MAX_VALUE - content);
        }
        Tree tree = layers.finish();
        String what = "the union " + union;
        try (Ingest ingest = Ingest.create(files, paths.ingest(), "erofs-" + union.hex(), what)) {
            var crc = new CRC32C();
            try {
                ErofsWriter.write(tree, devices, new CheckedOutputStream(ingest.stream(), crc));
            } catch (ImageFormatException e) {
                throw new InexpressibleUnionException(union, e);
            }
            if (boot.isEmpty()) {
                ingest.force();
            }
            files.delete(paths.unionSeal(union));
            ingest.commitUnforced(paths.union(union));
            new Seal(ingest.size(), content, text(crc), boot.orElse(Seal.FORCED), List.of())
                    .write(files, paths.ingest(), what, paths.unionSeal(union));
        }
    }

    private static String checksum(Path erofs) throws IOException {
        var crc = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(erofs), crc)) {
            byte[] buffer = new byte[64 * 1024];
            while (in.read(buffer) >= 0) {
                continue;
            }
        }
        return text(crc);
    }

    private static String text(CRC32C crc) {
        return "crc32c:" + HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
