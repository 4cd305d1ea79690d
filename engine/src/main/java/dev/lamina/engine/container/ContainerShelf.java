package dev.lamina.engine.container;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.disk.FileTrees;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Lease;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.value.container.NoSuchContainerException;
import dev.lamina.image.Bytes;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of containers on disk, each in the container's directory.
///
/// A container is there while its record is: the record comes last, after the lease on its image, and
/// goes first. One that is to be removed at its end need not survive a power cut; what is left of it then
/// goes with the next run.
public final class ContainerShelf {

    private final Store store;
    private final StorePaths paths;
    private final StoreFiles files;
    private final ContainerFiles documents;

    /// Opens the containers of a store.
    public ContainerShelf(Store store) {
        this.store = store;
        this.paths = store.paths();
        this.files = store.root().files();
        this.documents = new ContainerFiles(store.root());
    }

    public ContainerPaths paths(String id) {
        return new ContainerPaths(paths.container(id));
    }

    /// All containers of one look.
    ///
    /// @param whole      the youngest first
    /// @param unreadable by their IDs
    public record Found(List<ContainerRecord> whole, List<UnreadableContainer> unreadable) {

        public Found {
            whole = List.copyOf(whole);
            unreadable = List.copyOf(unreadable);
        }
    }

    /// Lists the containers. A directory that has no record is left out: it is being made or removed, or
    /// was when the machine crashed. One container that is damaged hides no other.
    public Found look() throws IOException {
        List<ContainerRecord> whole = new ArrayList<>();
        List<UnreadableContainer> unreadable = new ArrayList<>();
        for (Path entry : entries()) {
            try {
                read(new ContainerPaths(entry)).ifPresent(whole::add);
            } catch (IOException e) {
                addUnreadable(entry, String.valueOf(e.getMessage()), unreadable);
            }
        }
        whole.sort((one, other) -> other.created().compareTo(one.created()));
        unreadable.sort((one, other) -> one.id().compareTo(other.id()));
        return new Found(whole, unreadable);
    }

    private static void addUnreadable(
            Path directory, String fault, List<UnreadableContainer> unreadable) throws IOException {
        String id = directory.getFileName().toString();
        if (ContainerIds.isId(id)) {
            try {
                Instant changed = Files.getLastModifiedTime(directory, NOFOLLOW_LINKS).toInstant();
                unreadable.add(new UnreadableContainer(id, changed, fault));
            } catch (NoSuchFileException e) {
                return; // It is being removed.
            }
        }
    }

    /// Lists the containers that can be read, the youngest first.
    public List<ContainerRecord> list() throws IOException {
        return look().whole();
    }

    /// Lists the containers whose records cannot be read, by their IDs.
    public List<UnreadableContainer> unreadable() throws IOException {
        return look().unreadable();
    }

    private List<Path> entries() throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.containers())) {
            entries.forEach(all::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return all;
    }

    private static Optional<ContainerRecord> read(ContainerPaths container) throws IOException {
        Optional<Bytes> document = ContainerFiles.read(container.record());
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(ContainerRecord.parse(document.get(), container.record().toString()));
    }

    /// Finds a container by name, by ID or by the beginning of an ID that no other has.
    ///
    /// @throws NotFoundException if there is none
    public ContainerRecord find(String nameOrId) throws IOException {
        List<ContainerRecord> found = new ArrayList<>();
        for (ContainerRecord record : list()) {
            if (record.id().equals(nameOrId) || record.name().equals(nameOrId)) {
                return record;
            }
            if (!nameOrId.isEmpty() && record.id().startsWith(nameOrId)) {
                found.add(record);
            }
        }
        checkIsOne(nameOrId, found.size());
        return found.getFirst();
    }

    /// Finds a container whose record cannot be read by its ID, or the beginning of it.
    ///
    /// @throws NotFoundException if there is none
    public UnreadableContainer findUnreadable(String id) throws IOException {
        List<UnreadableContainer> found = new ArrayList<>(unreadable());
        found.removeIf(container -> id.isEmpty() || !container.id().startsWith(id));
        checkIsOne(id, found.size());
        return found.getFirst();
    }

    private static void checkIsOne(String nameOrId, int found) throws NoSuchContainerException {
        if (found > 1) {
            throw new IllegalArgumentException(
                    "container "
                            + nameOrId
                            + ": expected the beginning of one ID, got that of "
                            + found);
        }
        if (found == 0) {
            throw new NoSuchContainerException(nameOrId);
        }
    }

    /// Lists the directories that are no containers: they are being made or removed, or who did so
    /// was killed.
    public List<String> unfinished() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Path entry : entries()) {
            String id = entry.getFileName().toString();
            if (isUnfinished(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// Tells whether a container was not made to its end, or not removed to its end.
    public boolean isUnfinished(String id) {
        return ContainerIds.isId(id)
                && Files.isDirectory(paths(id).root(), NOFOLLOW_LINKS)
                && !Files.exists(paths(id).record(), NOFOLLOW_LINKS);
    }

    /// Makes a container, which holds its image from then on.
    ///
    /// @throws FileAlreadyExistsException if there is one of that ID
    public void add(ContainerRecord record) throws IOException {
        try (StoreLock _ = store.use()) {
            Path root = paths(record.id()).root();
            if (Files.exists(root, NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(root.toString());
            }
            boolean made = false;
            try {
                make(record);
                made = true;
            } finally {
                if (!made) {
                    remove(record.id(), true);
                }
            }
        }
    }

    private void make(ContainerRecord record) throws IOException {
        boolean lasting = !record.removeAfterwards();
        ContainerPaths container = paths(record.id());
        files.createDirectories(container.root());
        store.lease(
                new Lease(
                        lease(record.id()),
                        "container " + ContainerIds.shortened(record.id()),
                        record.imageId(),
                        record.layers()),
                lasting);
        for (Path directory :
                List.of(
                        container.lower(),
                        container.upper(),
                        container.work(),
                        container.merged(),
                        container.etc())) {
            Files.createDirectory(directory);
        }
        documents.write(container.record(), record.write(), lasting);
        if (lasting) {
            files.forceDirectory(paths.containers());
        }
    }

    /// Reads how a container ended, if that is known.
    ///
    /// @throws IOException if it is written down and cannot be read
    public Optional<ContainerExit> exit(String id) throws IOException {
        Path file = paths(id).exit();
        Optional<Bytes> document = ContainerFiles.read(file);
        return document.isEmpty()
                ? ContainerExit.ofKeeper(id, paths(id))
                : Optional.of(ContainerExit.parse(document.get(), file.toString()));
    }

    /// Tells whether it is written down how a container ended, in words that can be read or not.
    public boolean hasExit(String id) throws IOException {
        return Files.exists(paths(id).exit(), NOFOLLOW_LINKS)
                || ContainerExit.ofKeeper(id, paths(id)).isPresent();
    }

    /// Writes down how a container ended.
    public void setExit(String id, ContainerExit exit) throws IOException {
        try (StoreLock _ = store.use()) {
            documents.write(paths(id).exit(), exit.write(), true);
        }
    }

    /// Writes what a runtime is told of a container, which is written anew for each start.
    public void setConfiguration(String id, Bytes configuration) throws IOException {
        try (StoreLock _ = store.use()) {
            documents.write(paths(id).configuration(), configuration, false);
        }
    }

    /// Removes all that belongs to a container. Its directory goes last: while it is there, the rest can be
    /// found again.
    ///
    /// @param lasting whether the record might come back in a power cut; the lease on the image does not go
    ///     before that is sure
    public void remove(String id, boolean lasting) throws IOException {
        Path record = paths(id).record();
        if (Files.isDirectory(record, NOFOLLOW_LINKS)) {
            FileTrees.delete(record); // Somebody else put it there.
        }
        boolean recorded = Files.exists(record, NOFOLLOW_LINKS);
        files.delete(record);
        if (lasting && recorded) {
            files.forceDirectory(paths(id).root());
        }
        store.release(lease(id));
        if (Files.exists(paths(id).root(), NOFOLLOW_LINKS)) {
            FileTrees.delete(paths(id).root());
        }
    }

    private static String lease(String id) {
        return "container-" + id;
    }
}
