package dev.lamina.hub.look;

import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;
import dev.lamina.image.tree.FileNode;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The digests of some files of an image: each layer that holds one is read once, forwards, up to the
/// last of them.
final class FileDigests {

    /// Of the tars of the layers that are read for one image, in bytes.
    private static final long MAX_READ = 4L << 30;

    private final Map<Place, Digest> digests = new HashMap<>();

    private record Place(DiffId layer, FileContent content) {

        static Place of(FileNode file) {
            return new Place(file.layer(), file.content());
        }

        long begin() {
            return content.segments().isEmpty() ? 0 : content.segments().getFirst().tarOffset();
        }
    }

    /// Reads the files. Those of layers beyond the limit are left out.
    static FileDigests read(ImageLook look, List<FileNode> files) throws IOException {
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
        Map<DiffId, Long> sizes = look.tarSizes();
        long left = MAX_READ;
        for (DiffId layer :
                layers.keySet().stream().sorted(Comparator.comparing(sizes::get)).toList()) {
            left -= sizes.get(layer);
            if (left >= 0) {
                digests.add(look, layers.get(layer));
            }
        }
        return digests;
    }

    private void add(ImageLook look, List<Place> places) throws IOException {
        places.sort(Comparator.comparing(Place::begin));
        try (var tar = new ForwardTar(look.openTar(places.getFirst().layer()))) {
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

        /// Holes are no part of the digest, but where they are is.
        Digest digest(FileContent content) throws IOException {
            MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
            long end = 0;
            for (Segment segment : content.segments()) {
                zeros(digest, segment.position() - end);
                tar.skipNBytes(segment.tarOffset() - position);
                position = segment.tarOffset();
                copy(digest, segment.length());
                end = segment.position() + segment.length();
            }
            zeros(digest, content.size() - end);
            return Digest.finish(DigestAlgorithm.SHA256, digest);
        }

        private void copy(MessageDigest digest, long length) throws IOException {
            long left = length;
            while (left > 0) {
                int count = tar.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (count == 0) {
                    throw new java.io.EOFException("layer: expected more data at " + position);
                }
                digest.update(buffer, 0, count);
                left -= count;
                position += count;
            }
        }

        private void zeros(MessageDigest digest, long count) {
            byte[] zeros = new byte[(int) Math.min(buffer.length, count)];
            for (long left = count; left > 0; left -= Math.min(left, zeros.length)) {
                digest.update(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }
    }
}
