package dev.lamina.image.erofs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.layer.LayerIndexer;
import dev.lamina.image.layer.LayerLimits;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.Union;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.LinkedHashMap;

/// A process that indexes layers of many files, makes their union, and writes its image and its dump. It
/// tells how many bytes the image had.
final class ManyEntries {

    private static final int FILES_IN_DIRECTORY = 20;

    private ManyEntries() {}

    /// @param words how many layers, how many files in each, and `new` if no two have a path in common or
    ///     `same` if all have the same paths
    public static void main(String[] words) throws IOException {
        int layers = Integer.parseInt(words[0]);
        int files = Integer.parseInt(words[1]);
        boolean same = words[2].equals("same");
        var union = new Union();
        var tars = new LinkedHashMap<DiffId, Long>();
        for (int layer = 0; layer < layers; layer++) {
            var diffId = new DiffId(Digest.of(Bytes.utf8("layer " + layer)));
            var indexer = new LayerIndexer("layer", LayerLimits.DEFAULT);
            for (int file = 0; file < files; file++) {
                byte[] header = header(same ? 0 : layer, file);
                indexer.accept(header, 0, header.length);
            }
            union.apply(indexer.finish(diffId));
            tars.put(diffId, 512L * files);
        }
        Tree tree = union.finish();
        var counted = new Counter();
        ErofsWriter.write(tree, tars, counted);
        Writer dump = new OutputStreamWriter(OutputStream.nullOutputStream(), US_ASCII);
        Dump.write(tree, Dump.SIZES, dump);
        System.out.println(counted.size);
    }

    /// An empty file with a time of its own.
    private static byte[] header(int layer, int file) {
        byte[] header = new byte[512];
        int directory = file / FILES_IN_DIRECTORY;
        String name =
                "src/"
                        + layer
                        + "/package-"
                        + directory / 1_000
                        + "/module-"
                        + directory % 1_000
                        + "/file-"
                        + file % FILES_IN_DIRECTORY
                        + ".js";
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "00000000000");
        put(header, 136, String.format("%011o", 1_700_000_000 + file));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static final class Counter extends OutputStream {

        private long size;

        @Override
        public void write(int b) {
            size++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            size += length;
        }
    }
}
