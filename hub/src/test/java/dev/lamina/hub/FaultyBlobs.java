package dev.lamina.hub;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.blob.Upload;
import dev.lamina.image.Digest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A store whose medium fails where a test wants it.
final class FaultyBlobs implements BlobStore {

    private final BlobStore real;
    private final Map<Digest, Fault> faults = new HashMap<>();
    private final Map<Digest, Step> removals = new HashMap<>();

    FaultyBlobs(BlobStore real) {
        this.real = real;
    }

    /// What happens to a reader of a blob.
    record Fault(Step atOpen, Step inTheMiddle) {}

    /// Something that fails, or changes the store.
    @FunctionalInterface
    interface Step {

        Step NOTHING = () -> {};

        void run() throws IOException;
    }

    void failAtOpen(Digest digest, Step step) {
        faults.put(digest, new Fault(step, Step.NOTHING));
    }

    void failAtRemoval(Digest digest, Step step) {
        removals.put(digest, step);
    }

    void failInTheMiddle(Digest digest, Step step) {
        faults.put(digest, new Fault(Step.NOTHING, step));
    }

    @Override
    public Optional<StoredBlob> open(Digest digest) throws IOException {
        Fault fault = faults.get(digest);
        if (fault == null) {
            return real.open(digest);
        }
        fault.atOpen().run();
        return real.open(digest).map(blob -> new FaultyBlob(blob, fault.inTheMiddle()));
    }

    private record FaultyBlob(StoredBlob real, Step inTheMiddle) implements StoredBlob {

        @Override
        public long size() {
            return real.size();
        }

        @Override
        public Optional<FileChannel> file() {
            return Optional.empty();
        }

        @Override
        public InputStream openStream(long offset, long length) throws IOException {
            return new FilterInputStream(real.openStream(offset, length)) {

                private boolean begun;

                @Override
                public int read(byte[] buffer, int start, int most) throws IOException {
                    if (begun) {
                        inTheMiddle.run();
                    }
                    begun = true;
                    return super.read(buffer, start, Math.min(most, 10));
                }
            };
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    @Override
    public Upload upload(UUID id) {
        return real.upload(id);
    }

    @Override
    public void delete(Digest digest) throws IOException {
        removals.getOrDefault(digest, Step.NOTHING).run();
        real.delete(digest);
    }

    @Override
    public void visit(StoreVisitor visitor) throws IOException {
        real.visit(visitor);
    }

    @Override
    public void check() throws IOException {
        real.check();
    }

    @Override
    public void close() {
        real.close();
    }
}
