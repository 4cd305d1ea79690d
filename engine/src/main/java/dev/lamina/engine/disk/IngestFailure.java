package dev.lamina.engine.disk;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/// Says on which directory's disk a write in progress failed, and what was to be stored. The name of the file
/// is one for a moment, and says nothing to anybody.
///
/// @param directory of all writes in progress
/// @param what      was to be stored
public record IngestFailure(Path directory, String what) {

    private static final String FULL = "No space left on device";

    /// Returns what is thrown in place of a failure of the file; of the same kind, so that what helps
    /// against a full disk is still tried.
    public FileSystemException of(FileSystemException failure) {
        FileSystemException named =
                switch (failure) {
                    case AccessDeniedException _ ->
                            new AccessDeniedException(place().toString(), null, what);
                    case FileSystemException other
                            when other.getClass() == FileSystemException.class ->
                            new FileSystemException(place().toString(), null, reason(other));
                    default -> failure;
                };
        if (named != failure) {
            named.initCause(failure);
        }
        return named;
    }

    /// The place that users know: the store.
    private Path place() {
        return Optional.ofNullable(directory.getParent()).orElse(directory);
    }

    private String reason(FileSystemException failure) {
        String reason = failure.getReason() == null ? "failed" : failure.getReason();
        return (reason.equals(FULL) ? "no space left on device" : reason) + ", storing " + what;
    }
}
