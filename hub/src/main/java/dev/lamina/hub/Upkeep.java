package dev.lamina.hub;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.settings.Watcher;
import dev.lamina.hub.upkeep.Backup;
import dev.lamina.hub.upkeep.Flaw;
import dev.lamina.hub.upkeep.LostPassword;
import dev.lamina.hub.upkeep.Restore;
import dev.lamina.hub.upkeep.Scrub;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The care for a hub beside its work: backup, restore, scrub, lost passwords. Hubs may run meanwhile.
public final class Upkeep {

    private final Path data;
    private final StorageSettings storage;

    /// @param data    the hub's data directory
    /// @param storage where catalog and blobs are, if not there
    public Upkeep(Path data, StorageSettings storage) {
        this.data = data;
        this.storage = storage;
    }

    /// A blob that is not as the catalog says.
    ///
    /// @param digest       that it should have
    /// @param size         that it should have
    /// @param problem      `missing`, `damaged` or `unreadable`
    /// @param found        what is there instead: nothing, a size, a digest, or why nobody can say
    /// @param repositories the familiar names of some that hold it
    public record BadBlob(
            Digest digest, long size, String problem, String found, List<String> repositories) {

        private static BadBlob of(Flaw flaw) {
            return new BadBlob(
                    flaw.digest(),
                    flaw.size(),
                    flaw.kind().name().toLowerCase(Locale.ROOT),
                    flaw.found(),
                    flaw.repositories().stream().map(RepositoryName::familiar).toList());
        }
    }

    /// Copies all content to a directory, which is empty or has an older backup.
    ///
    /// @return what is bad in the hub, and so not in the backup
    /// @throws IOException if there is no hub, or the directory is something else
    public List<BadBlob> backup(Path target, Watcher watcher) throws IOException {
        try (Storage open = Storage.existing(data, storage)) {
            return bad(new Backup(open.database(), open.blobs(), target).run(watcher));
        }
    }

    /// Gives an empty hub the content of a backup. The hub may have another database and another
    /// blob store than that of the backup had.
    ///
    /// @return what is bad in the backup, and so not in the hub
    /// @throws IOException if there is no backup, or the hub is not empty
    public List<BadBlob> restore(Path source, Watcher watcher) throws IOException {
        try (Storage open = Storage.open(data, storage)) {
            return bad(new Restore(source, open.database(), open.blobs()).run(watcher));
        }
    }

    /// Reads every blob, and finds what is bad.
    ///
    /// @param removeDamaged whether damaged blobs are removed, so that the next push brings them
    ///     again; those that are unreadable stay
    /// @throws IOException if there is no hub
    public List<BadBlob> scrub(boolean removeDamaged, Watcher watcher) throws IOException {
        try (Storage open = Storage.existing(data, storage)) {
            return bad(new Scrub(open.database(), open.blobs()).run(removeDamaged, watcher));
        }
    }

    /// Gives a person a new password, and ends sessions and logins of clients that began with the old
    /// one. Waits after wrong attempts end, too. Whoever can read a hub's data may do this.
    ///
    /// @param name  of the account
    /// @param given the password; without one it gets a random one, to be changed at the next login
    /// @param endTokens whether all tokens of the account end, too
    /// @return the random password; empty if one was given
    /// @throws IOException if there is no hub, the account is no person who may log in, or the password
    ///     is too weak
    public Optional<String> resetPassword(String name, Optional<String> given, boolean endTokens)
            throws IOException {
        try (Storage open = Storage.existing(data, storage)) {
            return new LostPassword(open.database()).reset(name, given, endTokens);
        }
    }

    private static List<BadBlob> bad(List<Flaw> flaws) {
        return flaws.stream().map(BadBlob::of).toList();
    }
}
