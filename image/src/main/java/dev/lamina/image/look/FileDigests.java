package dev.lamina.image.look;

import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;
import dev.lamina.image.tree.FileNode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Digests that tell whether files of images have the same content: each layer that holds one is read
/// once, forwards, up to the last of them.
final class FileDigests {

    private final Map<Place, Digest> digests = new HashMap<>();

    private record Place(DiffId layer, FileContent content) {

        static Place of(FileNode file) {
            return new Place(file.layer(), file.content());
        }

        long begin() {
            return content.segments().isEmpty() ? 0 : content.segments().getFirst().tarOffset();
        }
    }

    /// Reads the files of an image. Those of layers beyond the limit are left out.
    ///
    /// @param most bytes of tars that are read, small ones first
    static FileDigests read(ImageFiles image, List<FileNode> files, long most) throws IOException {
        var layers = new HashMap<DiffId, List<Place>>();
        files.stream()
                .map(Place::of)
                .distinct()
                .forEach(
                        place ->
                                layers.computeIfAbsent(place.layer(), _ -> new ArrayList<>())
                                        .add(place));
        var digests = new FileDigests();
        if (layers.isEmpty()) {
            return digests;
        }
        Map<DiffId, Long> sizes = image.tarSizes();
        long left = most;
        for (DiffId layer :
                layers.keySet().stream().sorted(Comparator.comparing(sizes::get)).toList()) {
            left -= sizes.get(layer);
            if (left >= 0) {
                digests.add(image, layers.get(layer));
            }
        }
        return digests;
    }

    private void add(ImageFiles image, List<Place> places) throws IOException {
        places.sort(Comparator.comparing(Place::begin));
        try (var tar = new ForwardTar(image.openTar(places.getFirst().layer()))) {
            for (Place place : places) {
                digests.put(place, tar.digest(place.content()));
            }
        }
    }

    /// Returns the digest of a file; empty if it was not read.
    Optional<Digest> of(FileNode file) {
        return Optional.ofNullable(digests.get(Place.of(file)));
    }

    /// A tar that knows how far it has been read.
    private static final class ForwardTar implements AutoCloseable {

        private final InputStream tar;
        private final byte[] buffer = new byte[64 << 10];
        private long position;

        ForwardTar(InputStream tar) {
            this.tar = tar;
        }

        Digest digest(FileContent content) throws IOException {
            var digest = new SparseDigest();
            for (Segment segment : content.segments()) {
                tar.skipNBytes(segment.tarOffset() - position);
                position = segment.tarOffset();
                copy(digest, segment);
            }
            return digest.finish(content.size());
        }

        private void copy(SparseDigest digest, Segment segment) throws IOException {
            long left = segment.length();
            while (left > 0) {
                int count = tar.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (count == 0) {
                    throw new EOFException("layer: expected more data at " + position);
                }
                digest.update(segment.position() + segment.length() - left, buffer, count);
                left -= count;
                position += count;
            }
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }
    }
}
