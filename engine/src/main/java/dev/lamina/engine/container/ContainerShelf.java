package dev.lamina.engine.container;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.disk.FileTrees;
import dev.lamina.engine.disk.IngestFailure;
import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.value.container.NoSuchContainerException;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of containers on disk, each in the container's directory.
public final class ContainerShelf {

    private final StorePaths paths;

    public ContainerShelf(StorePaths paths) {
        this.paths = paths;
    }

    public ContainerPaths paths(String id) {
        return new ContainerPaths(paths.container(id));
    }

    /// Lists the containers, the youngest first. A directory that is not whole is left out: it is
    /// being made or removed, or was when the machine crashed.
    public List<ContainerRecord> list() throws IOException {
        List<ContainerRecord> records = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.containers())) {
            for (Path entry : entries) {
                read(new ContainerPaths(entry)).ifPresent(records::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        records.sort((one, other) -> other.created().compareTo(one.created()));
        return records;
    }

    private static Optional<ContainerRecord> read(ContainerPaths container) throws IOException {
        Optional<Bytes> document = document(container.record());
        try {
            return document.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ContainerRecord.parse(document.get(), container.record().toString()));
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bytes> document(Path file) throws IOException {
        try {
            return Optional.of(Bytes.of(Files.readAllBytes(file)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /// Finds a container by name, by ID or by the beginning of an ID that no other has.
    ///
    /// @throws NotFoundException if there is none
    public ContainerRecord find(String nameOrId) throws IOException {
        List<ContainerRecord> records = list();
        List<ContainerRecord> found = new ArrayList<>();
        for (ContainerRecord record : records) {
            if (record.id().equals(nameOrId) || record.name().equals(nameOrId)) {
                return record;
            }
            if (!nameOrId.isEmpty() && record.id().startsWith(nameOrId)) {
                found.add(record);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "container "
                            + nameOrId
                            + ": expected the beginning of one ID, got that of "
                            + found.size());
        }
        if (found.isEmpty()) {
            throw new NoSuchContainerException(nameOrId);
        }
        return found.getFirst();
    }

    /// Lists the directories that are no containers: they are being made or removed, or who did so
    /// was killed.
    public List<String> unfinished() throws IOException {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(paths.containers())) {
            for (Path entry : entries) {
                String id = entry.getFileName().toString();
                if (isUnfinished(id)) {
                    ids.add(id);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return ids;
    }

    /// Tells whether a container was not made to its end, or not removed to its end.
    public boolean isUnfinished(String id) {
        return ContainerIds.isId(id)
                && Files.isDirectory(paths(id).root(), NOFOLLOW_LINKS)
                && !Files.exists(paths(id).record());
    }

    /// Begins to make a container.
    public void begin(String id) throws IOException {
        Path root = paths(id).root();
        PrivateDirectory.create(root.getParent());
        if (Files.exists(root, NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(root.toString());
        }
        PrivateDirectory.create(root);
    }

    /// Makes what belongs to a container that was begun, and with it the container.
    public void add(ContainerRecord record) throws IOException {
        ContainerPaths container = paths(record.id());
        for (Path directory :
                List.of(
                        container.lower(),
                        container.upper(),
                        container.work(),
                        container.merged(),
                        container.etc())) {
            Files.createDirectory(directory);
        }
        write(container.record(), record.write());
    }

    /// Reads how a container ended, if that is known.
    public Optional<ContainerExit> exit(String id) throws IOException {
        Path file = paths(id).exit();
        Optional<Bytes> document = document(file);
        return document.isEmpty()
                ? ContainerExit.ofKeeper(id, paths(id))
                : Optional.of(ContainerExit.parse(document.get(), file.toString()));
    }

    public void setExit(String id, ContainerExit exit) throws IOException {
        write(paths(id).exit(), exit.write());
    }

    private static void write(Path file, Bytes document) throws IOException {
        Path ingest = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(ingest, document.toArray());
            Files.move(ingest, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IngestFailure(file, "the state of the container").of(e);
        }
    }

    /// Takes a container off the list; its files are still there.
    public void end(String id) throws IOException {
        Files.deleteIfExists(paths(id).record());
    }

    /// Deletes all that belongs to a container.
    public void delete(String id) throws IOException {
        if (Files.exists(paths(id).root(), NOFOLLOW_LINKS)) {
            FileTrees.delete(paths(id).root());
        }
    }
}
