package dev.lamina.registry;

import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Asks registries to take blobs from other repositories of theirs, which saves sending them.
///
/// That is optional: whatever refuses it, the registry or the token service that is asked for both
/// repositories at once, the blob is sent instead. A repository from which one may not take is not
/// asked for again.
final class Mounts {

    private final Servers servers;
    private final Uploads uploads;

    /// Both repositories, where the way from one to the other is closed.
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Mounts(Servers servers, Uploads uploads) {
        this.servers = servers;
        this.uploads = uploads;
    }

    /// Asks for one blob.
    ///
    /// @return whether the repository has it now
    boolean mount(Reference repository, Digest digest, Reference from) throws IOException {
        String way = repository.name() + " " + from.name();
        if (!repository.registry().equals(from.registry()) || refused.contains(way)) {
            return false;
        }
        try {
            return servers.ask(
                    repository.registry(),
                    endpoint -> uploads.mount(endpoint, repository, digest, from));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (RegistryException e) {
            if (e.status() == 401 || e.status() == 403) {
                refused.add(way);
            }
            return false;
        } catch (IOException e) {
            // Sending the blob tells what is wrong.
            return false;
        }
    }
}
