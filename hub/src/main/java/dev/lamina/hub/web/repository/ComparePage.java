package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.look.LookMemory;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.look.ConfigChange;
import dev.lamina.image.tree.Diff;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What differs between two tags.
@JStache(path = "compare")
record ComparePage(
        Frame frame,
        TopView top,
        String from,
        String to,
        String platform,
        boolean hasSettings,
        List<Setting> settings,
        String count,
        Optional<String> doubtful,
        List<File> files) {

    private static final int MAX_FILES = 5_000;

    /// A setting that differs.
    record Setting(String name, String before, String after) {

        static Setting of(ConfigChange change) {
            return new Setting(
                    change.setting(), change.before().orElse("—"), change.after().orElse("—"));
        }
    }

    /// A file that differs.
    record File(String letter, String word, String path) {

        static File of(Diff.Change change) {
            String word =
                    switch (change.kind()) {
                        case ADDED -> "added";
                        case CHANGED -> "changed";
                        case DELETED -> "deleted";
                    };
            String letter = Character.toString(change.kind().letter());
            return new File(letter, word, Words.visible(change.path().toString()));
        }
    }

    static void show(Place place) throws IOException, HttpException {
        TagRow from = ImagePages.findTag(place, place.visitor().query("from"));
        TagRow to = ImagePages.findTag(place, place.visitor().query("to"));
        String platform = platform(from, to, place.visitor().query("platform"));
        LookMemory memory = place.memory();
        var difference =
                look(place, from, platform, memory).compare(look(place, to, platform, memory));
        int count = difference.files().size();
        var page =
                new ComparePage(
                        place.frame(from.name() + " and " + to.name()),
                        place.top("tags"),
                        from.name(),
                        to.name(),
                        platform,
                        !difference.config().isEmpty(),
                        difference.config().stream().map(Setting::of).toList(),
                        Words.counted(count, "file")
                                + (count > MAX_FILES ? ", the first " + MAX_FILES + ":" : ""),
                        difference.doubtful() == 0
                                ? Optional.empty()
                                : Optional.of(Words.counted(difference.doubtful(), "file")),
                        difference.files().stream().limit(MAX_FILES).map(File::of).toList());
        place.visitor().show(ComparePageRenderer.of().execute(page));
    }

    /// Returns the wanted platform, or the first one that both tags have.
    private static String platform(TagRow from, TagRow to, String wanted) throws IOException {
        for (PlatformImage image : from.images()) {
            if ((wanted.isEmpty() || image.platform().equals(wanted))
                    && digest(to, image.platform()).isPresent()) {
                return image.platform();
            }
        }
        throw new NotFoundException("platform in both tags", wanted.isEmpty() ? "any" : wanted);
    }

    private static Optional<PlatformImage> digest(TagRow row, String platform) {
        return row.images().stream().filter(image -> image.platform().equals(platform)).findFirst();
    }

    private static ImageLook look(Place place, TagRow row, String platform, LookMemory memory)
            throws IOException {
        PlatformImage image =
                digest(row, platform)
                        .orElseThrow(() -> new NotFoundException("platform", platform));
        return place.parts()
                .looks()
                .image(place.name(), image.digest(), memory)
                .orElseThrow(() -> new NotFoundException("image", image.digest().toString()));
    }
}
