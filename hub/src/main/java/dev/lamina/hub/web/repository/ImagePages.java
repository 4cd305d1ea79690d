package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.content.ManifestEntry;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.look.LookMemory;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The pages about one image: of a tag, or of a digest.
final class ImagePages {

    private static final int MAX_REFERRERS = 50;

    /// So many are read at once: each may come with its content.
    private static final int REFERRERS_AT_ONCE = 10;

    /// So many tags are offered to compare with; others can be typed.
    private static final int MAX_TAGS = 100;

    private ImagePages() {}

    /// Shows what a tag names; of an index the image for the platform that was asked for, or the
    /// first.
    static void showTag(Place place) throws IOException, HttpException {
        TagRow row = findTag(place, place.rest());
        String platform = place.visitor().query("platform");
        Optional<PlatformImage> current =
                row.images().stream()
                        .filter(image -> platform.isEmpty() || image.platform().equals(platform))
                        .findFirst();
        if (current.isEmpty() && !platform.isEmpty()) {
            throw new NotFoundException("platform of " + row.name(), platform);
        }
        var choices = new ArrayList<ImagePage.Choice>();
        for (PlatformImage image : row.images()) {
            choices.add(
                    new ImagePage.Choice(
                            image.platform(),
                            Links.tag(place.name(), row.name())
                                    + "?platform="
                                    + Words.encoded(image.platform()),
                            current.filter(image::equals).isPresent()));
        }
        show(
                place,
                row.name(),
                ":" + row.name(),
                row.digest(),
                current.map(PlatformImage::digest),
                choices);
    }

    /// Shows an image by its digest.
    static void showImage(Place place) throws IOException, HttpException {
        Digest digest = digest(place);
        show(place, Words.shortened(digest), "@" + digest, digest, Optional.of(digest), List.of());
    }

    /// Reads the digest at the end of the path.
    static Digest digest(Place place) throws NotFoundException {
        try {
            return Digest.parse(place.rest());
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("image", place.rest());
        }
    }

    static TagRow findTag(Place place, String tag) throws IOException {
        return place.parts()
                .tags()
                .find(place.name(), tag)
                .orElseThrow(() -> new NotFoundException("tag", tag));
    }

    /// @param digest of what the tag names
    /// @param image  of that, the image for one platform
    private static void show(
            Place place,
            String title,
            String suffix,
            Digest digest,
            Optional<Digest> image,
            List<ImagePage.Choice> choices)
            throws IOException, HttpException {
        LookMemory memory = place.memory();
        Optional<ImageLook> look =
                image.isPresent()
                        ? place.parts().looks().image(place.name(), image.get(), memory)
                        : Optional.empty();
        var page =
                new ImagePage(
                        place.frame(place.name().familiar() + suffix),
                        place.top("tags"),
                        title,
                        choices,
                        place.pullCommand(suffix),
                        digest.toString(),
                        look.map(ImagePages::size).map(Words::size),
                        look.map(SettingView::of).orElse(List.of()),
                        look.isPresent(),
                        look.map(StepView::of).orElse(List.of()),
                        look.map(one -> Links.files(place.name(), one.digest(), "/")),
                        referrers(place, digest, image, memory),
                        suffix.startsWith(":") ? title : "",
                        tags(place));
        place.visitor().show(ImagePageRenderer.of().execute(page));
    }

    private static long size(ImageLook look) {
        return look.manifest().layers().stream().mapToLong(Descriptor::size).sum();
    }

    private static List<String> tags(Place place) throws IOException {
        return place.parts().tags().page(place.name(), "", 0, MAX_TAGS).tags().stream()
                .map(TagRow::name)
                .toList();
    }

    /// Signatures are of the index or of one of its images.
    private static List<ReferrerView> referrers(
            Place place, Digest digest, Optional<Digest> image, LookMemory memory)
            throws IOException {
        memory.take((long) REFERRERS_AT_ONCE * ManifestEntry.MAX_CONTENT);
        var subjects = new LinkedHashSet<Digest>();
        subjects.add(digest);
        image.ifPresent(subjects::add);
        var views = new ArrayList<ReferrerView>();
        for (Digest subject : subjects) {
            addReferrers(views, place, subject);
        }
        return views;
    }

    private static void addReferrers(List<ReferrerView> views, Place place, Digest subject)
            throws IOException {
        Optional<Digest> last = Optional.empty();
        for (int read = 0; read < MAX_REFERRERS; read += REFERRERS_AT_ONCE) {
            List<ManifestEntry> some =
                    place.parts()
                            .catalog()
                            .manifests()
                            .referrers(
                                    place.name(),
                                    subject,
                                    Optional.empty(),
                                    last,
                                    REFERRERS_AT_ONCE);
            some.forEach(manifest -> views.add(ReferrerView.of(place.name(), manifest)));
            if (some.size() < REFERRERS_AT_ONCE) {
                return;
            }
            last = Optional.of(some.getLast().digest());
        }
    }
}
