package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The upload of one blob: opened by POST, filled and ended by one PUT. After a break the registry
/// is asked what it has, and the rest is sent by PATCH; what a registry does not know any more is
/// sent from the start.
final class BlobUpload {

    private final Uploads uploads;
    private final Blobs blobs;
    private final RetryPolicy retry;
    private final Endpoint endpoint;
    private final Reference repository;
    private final Descriptor blob;
    private final BlobSource source;
    private final ProgressCallback progress;

    /// Some registries take blobs in one piece only.
    private boolean takesParts = true;

    BlobUpload(
            Uploads uploads,
            Blobs blobs,
            RetryPolicy retry,
            Endpoint endpoint,
            Reference repository,
            Descriptor blob,
            BlobSource source,
            ProgressCallback progress) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.retry = retry;
        this.endpoint = endpoint;
        this.repository = repository;
        this.blob = blob;
        this.source = source;
        this.progress = progress;
    }

    /// Sends the blob.
    void run() throws IOException {
        var next = new Uploads.Progress(0, uploads.start(endpoint, repository));
        for (int attempt = 1; ; attempt++) {
            try {
                send(next);
                return;
            } catch (RegistryException e) {
                boolean part = next.received() > 0;
                Duration wait = waitAfter(e, part, attempt);
                takesParts &= !(part && e.status() / 100 == 4);
                retry.sleep(wait, attempt, String.valueOf(e.getMessage()));
            }
            if (hasArrived()) {
                // The answer was lost, not the blob.
                progress.on(blob.size());
                return;
            }
            next = resume(next.location());
            progress.on(next.received());
        }
    }

    private void send(Uploads.Progress from) throws IOException {
        long offset = from.received();
        var body = new BlobBody(source, offset, blob.size(), progress);
        try {
            if (offset == 0) {
                uploads.finish(endpoint, repository, from.location(), blob, Optional.of(body));
                return;
            }
            URI location =
                    offset == blob.size()
                            ? from.location()
                            : uploads.append(endpoint, repository, from.location(), offset, body);
            uploads.finish(endpoint, repository, location, blob, Optional.empty());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw body.failure().orElse(e);
        }
    }

    /// A registry forgets uploads (404), or has another part of one than it said (416); what it
    /// refuses otherwise, it would refuse again, unless it was only a part that it refused.
    private Duration waitAfter(RegistryException failure, boolean part, int attempt)
            throws RegistryException {
        boolean passing =
                switch (failure.status()) {
                    case 0, 404, 408, 416, 429 -> true;
                    default -> failure.status() >= 500 || part;
                };
        Optional<Duration> wait = passing ? retry.afterBreak(attempt) : Optional.empty();
        return wait.orElseThrow(() -> failure);
    }

    /// A registry that does not say has it not.
    private boolean hasArrived() throws IOException {
        try {
            return blobs.exists(endpoint, repository, blob.digest());
        } catch (RegistryException e) {
            checkAnswered(e);
            return false;
        }
    }

    private Optional<Uploads.Progress> known(URI location) throws IOException {
        try {
            return uploads.ask(endpoint, repository, location);
        } catch (RegistryException e) {
            checkAnswered(e);
            return Optional.empty();
        }
    }

    private static void checkAnswered(RegistryException refusal) throws RegistryException {
        if (refusal.status() == 0) {
            throw refusal;
        }
    }

    private Uploads.Progress resume(URI location) throws IOException {
        Optional<Uploads.Progress> known = takesParts ? known(location) : Optional.empty();
        // `0-0` means one byte, and nothing at all to some registries.
        if (known.isPresent()
                && known.get().received() > 1
                && known.get().received() <= blob.size()) {
            return known.get();
        }
        return new Uploads.Progress(0, uploads.start(endpoint, repository));
    }
}
