package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One `-v` of a user: what is seen where in the container.
///
/// @param source      on the host, absolute; absent for a directory of the container's own (an
///     anonymous volume)
/// @param destination in the container, absolute and normal
/// @param readOnly    whether the container can only read it
/// @param labelling   what is done to its labels, where the kernel has SELinux
public record VolumeFlag(
        Optional<Path> source, String destination, boolean readOnly, Labelling labelling) {

    /// Whom files of the host are labelled for.
    public enum Labelling {

        /// As they are.
        NONE,

        /// All containers (`z`).
        SHARED,

        /// This container (`Z`).
        OWN
    }

    /// Reads all volumes of one container.
    ///
    /// @throws RunFailedException also if two have the same destination
    public static List<VolumeFlag> parseAll(List<String> texts, Path workingDirectory)
            throws RunFailedException {
        List<VolumeFlag> volumes = new ArrayList<>();
        for (String text : texts) {
            VolumeFlag volume = parse(text, workingDirectory);
            for (VolumeFlag other : volumes) {
                if (other.destination.equals(volume.destination)) {
                    throw new RunFailedException(
                            RunFailedException.NOT_MADE,
                            "Duplicate mount point: " + volume.destination);
                }
            }
            volumes.add(volume);
        }
        return volumes;
    }

    /// Reads `SOURCE:DESTINATION[:OPTIONS]`, or `DESTINATION` for an anonymous volume.
    ///
    /// A source that begins with `/` or `.` is a path on the host. Docker takes any other for the
    /// name of a volume; those are refused.
    ///
    /// @param workingDirectory of the caller, for a relative source
    /// @throws RunFailedException if it is not of that form
    public static VolumeFlag parse(String text, Path workingDirectory) throws RunFailedException {
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            if (part.isEmpty()) {
                throw refuse(text, "empty section between colons");
            }
        }
        if (parts.length > 3 || text.indexOf(0) >= 0) {
            throw refuse(text, "expected SOURCE:DESTINATION[:OPTIONS] or DESTINATION");
        }
        String destination = destination(parts[parts.length == 1 ? 0 : 1], text);
        if (parts.length == 1) {
            return new VolumeFlag(Optional.empty(), destination, false, Labelling.NONE);
        }
        Path source = source(parts[0], text, workingDirectory);
        boolean readOnly = parts.length == 3 && isReadOnly(parts[2]);
        Labelling labelling = parts.length == 3 ? labelling(parts[2]) : Labelling.NONE;
        return new VolumeFlag(Optional.of(source), destination, readOnly, labelling);
    }

    /// Returns the volume that an image asks for at a destination.
    ///
    /// @throws RunFailedException if nothing can be mounted there
    public static VolumeFlag ofImage(String destination) throws RunFailedException {
        return new VolumeFlag(
                Optional.empty(), destination(destination, destination), false, Labelling.NONE);
    }

    /// Makes the source, a directory, if it is not there, as Docker does for `-v`.
    ///
    /// @throws RunFailedException if it cannot be made
    public void createSource() throws RunFailedException {
        if (source.isPresent() && !Files.exists(source.get())) {
            try {
                Files.createDirectories(source.get());
            } catch (IOException e) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE,
                        "error while creating mount source path '" + source.get() + "': " + why(e));
            }
        }
    }

    private static String why(IOException failure) {
        return failure instanceof FileSystemException file
                ? file.getFile() + ": " + Objects.requireNonNullElse(file.getReason(), "refused")
                : failure.getMessage();
    }

    private static Path source(String text, String whole, Path workingDirectory)
            throws RunFailedException {
        char first = text.charAt(0);
        if (first != '/' && first != '.') {
            throw refuse(
                    whole,
                    "volumes with names are not supported; for a directory of the host give its"
                            + " path, absolute or beginning with ./");
        }
        return workingDirectory.resolve(text).toAbsolutePath().normalize();
    }

    private static String destination(String text, String whole) throws RunFailedException {
        if (text.isEmpty() || text.charAt(0) != '/') {
            throw refuse(whole, "invalid mount path: '" + text + "' mount path must be absolute");
        }
        String destination = Path.of(text).normalize().toString();
        if (destination.equals("/")) {
            throw refuse(whole, "invalid specification: destination can't be '/'");
        }
        return destination;
    }

    private static Labelling labelling(String options) {
        List<String> all = List.of(options.split(",", -1));
        if (all.contains("Z")) {
            return Labelling.OWN;
        }
        return all.contains("z") ? Labelling.SHARED : Labelling.NONE;
    }

    /// Returns the label that the source is to have, of those of a container.
    public Optional<String> label(SecurityLabels labels) {
        return switch (labelling) {
            case NONE -> Optional.empty();
            case SHARED -> Optional.of(labels.shared());
            case OWN -> Optional.of(labels.files());
        };
    }

    /// Reads options, at most one of a kind. That of sharing mounts with the host can only be the usual
    /// one; consistency means nothing on Linux.
    private static boolean isReadOnly(String options) throws RunFailedException {
        boolean readOnly = false;
        int seen = 0;
        for (String option : options.split(",", -1)) {
            int kind =
                    switch (option) {
                        case "ro", "rw" -> 1;
                        case "z", "Z" -> 2;
                        case "private", "rprivate" -> 4;
                        case "consistent", "cached", "delegated" -> 8;
                        default -> 0;
                    };
            if (kind == 0 || (seen & kind) != 0) {
                throw new RunFailedException(
                        RunFailedException.NOT_MADE, "invalid mode: " + options);
            }
            seen |= kind;
            readOnly |= option.equals("ro");
        }
        return readOnly;
    }

    private static RunFailedException refuse(String text, String why) {
        return new RunFailedException(
                RunFailedException.NOT_MADE,
                "invalid volume specification: '" + text + "': " + why);
    }
}
