package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.ImmutableTagException;
import dev.lamina.hub.look.LookBusyException;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import java.util.Map;
import java.util.regex.Pattern;

/// The routes of the pages about one repository: `/r/NAME` and `/r/NAME/-/PART[/REST]`.
public final class RepositoryPages {

    private static final Routes<Place> ROUTES =
            new Routes<>(
                    Links.REPOSITORY + "{repository}" + Links.OF_REPOSITORY,
                    Map.ofEntries(
                            Map.entry("GET ", OverviewPage::show),
                            Map.entry("GET tags", TagsPage::show),
                            Map.entry("GET tag", ImagePages::showTag),
                            Map.entry("GET image", ImagePages::showImage),
                            Map.entry("GET files", FilePages::show),
                            Map.entry("GET compare", ComparePage::show),
                            Map.entry("GET history", HistoryPage::show),
                            Map.entry("GET settings", EditPage::show),
                            Map.entry("POST settings", RepositoryForms::describe),
                            Map.entry("POST star", RepositoryForms::star),
                            Map.entry("POST move", RepositoryForms::move),
                            Map.entry("POST delete", RepositoryForms::deleteTags),
                            Map.entry("POST remove", RepositoryForms::remove)));

    /// What inflates layers.
    private static final Pattern LOOK =
            Pattern.compile(".*" + Links.OF_REPOSITORY + "(?:files|compare)(?:/.*)?");

    private RepositoryPages() {}

    /// Tells whether a path is one of a page that looks into images.
    public static boolean isLook(String path) {
        return path.startsWith(Links.REPOSITORY) && LOOK.matcher(path).matches();
    }

    /// Answers a request whose path begins as such a page's.
    ///
    /// @throws HttpException if there is no such page, or the visitor may not see it
    public static void answer(Visitor visitor) throws Exception {
        String path = visitor.exchange().path().substring(Links.REPOSITORY.length());
        int end = path.indexOf(Links.OF_REPOSITORY);
        String name = end < 0 ? path : path.substring(0, end);
        String part = end < 0 ? "" : path.substring(end + Links.OF_REPOSITORY.length());
        RepositoryName repository =
                RepositoryName.parse(name)
                        .orElseThrow(() -> new HttpException(404, "There is no such page."));
        int slash = part.indexOf('/');
        String rest = slash < 0 ? "" : part.substring(slash + 1);
        Place place = Place.of(visitor, repository, rest);
        try {
            answer(place, slash < 0 ? part : part.substring(0, slash));
        } catch (NotFoundException e) {
            throw new HttpException(404, e.getMessage());
        } catch (ImmutableTagException e) {
            throw new HttpException(409, e.getMessage());
        } catch (ImageFormatException e) {
            throw new HttpException(422, "This image cannot be read: " + e.getMessage());
        } catch (LookBusyException e) {
            throw new HttpException(503, "Others are looking into images. Please try again.");
        }
    }

    private static void answer(Place place, String part) throws Exception {
        if (!ROUTES.answer(place.visitor().exchange().method(), part, place)) {
            throw new HttpException(404, "There is no such page.");
        }
    }
}
