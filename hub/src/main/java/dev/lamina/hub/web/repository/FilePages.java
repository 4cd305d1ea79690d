package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.look.ImageLook;
import dev.lamina.hub.look.LookMemory;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Digest;
import dev.lamina.image.Name;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.look.FileRow;
import dev.lamina.image.look.FollowedPath;
import dev.lamina.image.look.Listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pages that show the files of an image.
final class FilePages {

    private FilePages() {}

    static void show(Place place) throws IOException, HttpException {
        Digest digest = ImagePages.digest(place);
        LookMemory memory = place.memory();
        ImageLook look =
                place.parts()
                        .looks()
                        .image(place.name(), digest, memory)
                        .orElseThrow(() -> new NotFoundException("image", digest.toString()));
        TreePath asked = path(place.visitor().query("path"));
        FollowedPath followed = look.follow(asked);
        FileRow row = followed.row();
        TreePath path = row.path();
        boolean isDirectory = row.kind() == FileRow.Kind.DIRECTORY;
        FileText text = FileText.of(look, followed, memory);
        Listing listing = isDirectory ? look.list(path) : new Listing(List.of(), 0);
        var page =
                new FilesPage(
                        place.frame(
                                Words.visible(path.toString()) + " in " + place.name().familiar()),
                        place.top("tags"),
                        Words.shortened(digest),
                        Links.image(place.name(), digest),
                        crumbs(place, digest, path),
                        Optional.of(asked)
                                .filter(one -> !one.equals(path))
                                .map(one -> Words.visible(one.toString())),
                        isDirectory,
                        rows(place, look, listing),
                        more(listing),
                        FileView.facts(row),
                        FileView.layer(row),
                        text.text(),
                        text.whyNot());
        place.visitor().show(FilesPageRenderer.of().execute(page));
    }

    private static TreePath path(String text) throws NotFoundException {
        try {
            return TreePath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException("file", text);
        }
    }

    private static List<FilesPage.Crumb> crumbs(Place place, Digest digest, TreePath path) {
        var crumbs = new ArrayList<FilesPage.Crumb>();
        crumbs.add(new FilesPage.Crumb("/", Links.files(place.name(), digest, "/")));
        TreePath at = TreePath.ROOT;
        for (Name name : path.names()) {
            at = at.child(name);
            String link = Links.files(place.name(), digest, at.toString());
            crumbs.add(new FilesPage.Crumb(Words.visible(name.toString()), link));
        }
        return crumbs;
    }

    private static Optional<String> more(Listing listing) {
        int shown = listing.rows().size();
        return listing.count() == shown
                ? Optional.empty()
                : Optional.of(
                        "The first "
                                + Words.counted(shown, "entr", "y", "ies")
                                + " of "
                                + listing.count()
                                + " are shown.");
    }

    private static List<FileView> rows(Place place, ImageLook look, Listing listing) {
        var rows = new ArrayList<FileView>();
        for (FileRow row : listing.rows()) {
            Optional<String> link =
                    hasPage(row.kind())
                            ? Optional.of(
                                    Links.files(place.name(), look.digest(), row.path().toString()))
                            : Optional.empty();
            rows.add(FileView.of(row, link));
        }
        return rows;
    }

    /// Links are followed when somebody asks for their pages, not for each list that they stand in.
    private static boolean hasPage(FileRow.Kind kind) {
        return switch (kind) {
            case DIRECTORY, FILE, SYMLINK -> true;
            case DEVICE, FIFO -> false;
        };
    }
}
