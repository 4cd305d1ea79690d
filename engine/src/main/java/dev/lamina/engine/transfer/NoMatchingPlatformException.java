package dev.lamina.engine.transfer;

import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import java.util.Collection;
import java.util.List;

/// A registry has the reference, but no image for the platform there. The words are Docker's.
final class NoMatchingPlatformException extends NotFoundException {

    private static final long serialVersionUID = 1L;

    /// The words that a message has for it.
    private static final int MAX_NAMED = 20;

    private final String message;

    private NoMatchingPlatformException(Platform wanted, Reference reference, String message) {
        super("image for platform " + wanted, reference.familiar());
        this.message = message;
    }

    /// @param available what the index has
    static NoMatchingPlatformException inIndex(
            Platform wanted, Reference reference, Collection<Platform> available) {
        List<String> names =
                available.stream().map(Platform::toString).distinct().sorted().toList();
        int more = names.size() - MAX_NAMED;
        String shown =
                more > 0
                        ? String.join(", ", names.subList(0, MAX_NAMED)) + " and " + more + " more"
                        : String.join(", ", names);
        return new NoMatchingPlatformException(
                wanted,
                reference,
                "no matching manifest for "
                        + wanted
                        + " in the manifest list entries: "
                        + reference.familiar()
                        + " has "
                        + (names.isEmpty() ? "no platforms" : shown));
    }

    /// @param only what the reference's one image is for
    static NoMatchingPlatformException alone(Platform wanted, Reference reference, Platform only) {
        return new NoMatchingPlatformException(
                wanted,
                reference,
                "image with reference "
                        + reference.familiar()
                        + " was found but does not provide the specified platform ("
                        + wanted
                        + "): it is for "
                        + only);
    }

    @Override
    public String getMessage() {
        return message;
    }
}
