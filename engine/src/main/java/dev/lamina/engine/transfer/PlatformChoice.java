package dev.lamina.engine.transfer;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.PlatformOrder;
import dev.lamina.image.Reference;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Chooses the image of a platform among those that an image index lists (image-spec 1.1,
/// image-index.md), in the order of [PlatformOrder].
///
/// An entry may be an index itself, which is then looked into. What an entry says of its platform is
/// believed; where it says nothing the config counts, and such an entry is taken only if no other
/// serves. Attestations and what has an unknown media type are passed over.
final class PlatformChoice {

    /// Indexes in each other. In the field there are two.
    private static final int MAX_DEPTH = 8;

    /// Documents that are fetched for one image, so that an index cannot send us around for ever. Who
    /// says the platforms needs two.
    private static final int MAX_FETCHED = 100;

    /// BuildKit's mark on what describes another entry.
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

    private final ImageFetch fetch;
    private final Reference reference;
    private final Platform named;
    private final PlatformOrder order;

    private final Set<Platform> seen = new HashSet<>();
    private final Set<Digest> opened = new HashSet<>();

    /// Why the first entry was passed over that might have served, and whether it says that it does.
    private @Nullable IOException passedOver;

    private boolean passedOverServes;

    /// @param named what errors call the wanted platform
    PlatformChoice(ImageFetch fetch, Reference reference, Platform wanted, Platform named) {
        this.fetch = fetch;
        this.reference = reference;
        this.named = named;
        this.order = PlatformOrder.of(wanted);
    }

    /// An image that serves.
    ///
    /// @param rank  how well; see [PlatformOrder#rank]
    /// @param above the indexes on the way to it
    private record Candidate(int rank, ImageDocuments image, List<RemoteImage.Document> above) {}

    /// Returns the best image.
    ///
    /// @throws NotFoundException naming the platforms that there are
    RemoteImage choose(Descriptor target, Bytes index) throws IOException {
        Optional<Candidate> chosen = choose(target, index, List.of());
        if (chosen.isPresent()) {
            return chosen.get().image().under(target, chosen.get().above());
        }
        if (opened.size() > MAX_FETCHED) {
            throw tooMany(target.digest());
        }
        if (passedOver != null && (passedOverServes || seen.isEmpty())) {
            throw passedOver;
        }
        throw NoMatchingPlatformException.inIndex(named, reference, seen);
    }

    private Optional<Candidate> choose(
            Descriptor descriptor, Bytes bytes, List<RemoteImage.Document> above)
            throws IOException {
        String source = "index " + descriptor.digest();
        if (above.size() >= MAX_DEPTH) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "expected at most " + MAX_DEPTH + " indexes in each other, got more");
        }
        var path = new ArrayList<>(above);
        path.add(new RemoteImage.Document(descriptor.digest(), bytes));
        ImageIndex index = ImageIndexJson.parseUsable(bytes, descriptor.mediaType(), source);
        for (Descriptor entry : ranked(index)) {
            Optional<Candidate> candidate = candidate(entry, path);
            if (candidate.isPresent()) {
                return candidate;
            }
        }
        return bestOf(withoutPlatform(index), path);
    }

    /// Returns the entries for platforms that serve, the best first.
    private List<Descriptor> ranked(ImageIndex index) {
        var entries = new ArrayList<Descriptor>();
        for (Descriptor entry : index.manifests()) {
            if (isCandidate(entry) && platform(entry).isPresent()) {
                see(platform(entry).get());
                if (order.serves(platform(entry).get())) {
                    entries.add(entry);
                }
            }
        }
        entries.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        return entries;
    }

    private int rank(Descriptor entry) {
        return order.rank(platform(entry).orElseThrow()).orElseThrow();
    }

    private static List<Descriptor> withoutPlatform(ImageIndex index) {
        return index.manifests().stream()
                .filter(entry -> isCandidate(entry) && platform(entry).isEmpty())
                .toList();
    }

    private static Optional<Platform> platform(Descriptor entry) {
        return entry.platform().filter(platform -> !platform.architecture().isEmpty());
    }

    private static boolean isCandidate(Descriptor entry) {
        String type = entry.mediaType();
        return (type.isEmpty() || MediaType.MANIFESTS.contains(type))
                && !entry.annotations().containsKey(REFERENCE_TYPE);
    }

    /// Looks into entries of which only the content says what they are for.
    private Optional<Candidate> bestOf(List<Descriptor> entries, List<RemoteImage.Document> path)
            throws IOException {
        Candidate best = null;
        for (Descriptor entry : entries) {
            Optional<Candidate> candidate;
            try {
                candidate = candidate(entry, path);
            } catch (NotFoundException | ImageFormatException e) {
                if (opened.size() > MAX_FETCHED) {
                    break;
                }
                passOver(e, false);
                continue;
            }
            if (candidate.isPresent() && (best == null || candidate.get().rank() < best.rank())) {
                best = candidate.get();
            }
            if (best != null && best.rank() == 0) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Opens an entry, once.
    private Optional<Candidate> candidate(Descriptor entry, List<RemoteImage.Document> path)
            throws IOException {
        if (!opened.add(entry.digest())) {
            return Optional.empty();
        }
        if (opened.size() > MAX_FETCHED) {
            throw tooMany(path.getFirst().digest());
        }
        Bytes bytes = fetch.listed(entry);
        if (isIndex(entry, bytes)) {
            return choose(entry, bytes, path);
        }
        try {
            return candidate(entry, fetch.image(entry, bytes), path);
        } catch (ArtifactException e) {
            passOver(e, platform(entry).isPresent());
            return Optional.empty();
        }
    }

    private Optional<Candidate> candidate(
            Descriptor entry, ImageDocuments image, List<RemoteImage.Document> path) {
        Platform platform = platform(entry).orElse(image.config().platform());
        see(platform);
        OptionalInt rank = order.rank(platform);
        return rank.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(rank.getAsInt(), image, path));
    }

    private static boolean isIndex(Descriptor entry, Bytes bytes) throws ImageFormatException {
        return MediaType.isIndex(
                ManifestJson.settledType(bytes, entry.mediaType(), "manifest " + entry.digest()));
    }

    private ImageFormatException tooMany(Digest index) {
        return new ImageFormatException(
                "index " + index,
                -1,
                "expected an image for "
                        + named
                        + " among the first "
                        + MAX_FETCHED
                        + " documents, got none");
    }

    private void see(Platform platform) {
        // Attestations are listed as manifests of no real platform.
        if (!platform.os().equals("unknown")) {
            seen.add(platform);
        }
    }

    private void passOver(IOException fault, boolean serves) {
        if (passedOver == null || serves && !passedOverServes) {
            passedOver = fault;
            passedOverServes = serves;
        }
    }
}
