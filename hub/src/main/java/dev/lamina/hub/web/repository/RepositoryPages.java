package dev.lamina.hub.web.repository;

import dev.lamina.hub.catalog.ImmutableTagException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

/// The routes of the pages about one repository: `/r/NAME` and `/r/NAME/-/PART[/REST]`.
public final class RepositoryPages {

    private RepositoryPages() {}

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
        }
    }

    private static void answer(Place place, String part) throws Exception {
        String method = place.visitor().exchange().method();
        String route = (method.equals("HEAD") ? "GET" : method) + " " + part;
        switch (route) {
            case "GET " -> OverviewPage.show(place);
            case "GET tags" -> TagsPage.show(place);
            case "GET tag" -> ImagePages.showTag(place);
            case "GET image" -> ImagePages.showImage(place);
            case "GET files" -> FilePages.show(place);
            case "GET compare" -> ComparePage.show(place);
            case "GET history" -> HistoryPage.show(place);
            case "GET settings" -> EditPage.show(place);
            case "POST settings" -> RepositoryForms.describe(place);
            case "POST star" -> RepositoryForms.star(place);
            case "POST move" -> RepositoryForms.move(place);
            case "POST delete" -> RepositoryForms.deleteTags(place);
            case "POST remove" -> RepositoryForms.remove(place);
            default -> throw new HttpException(404, "There is no such page.");
        }
    }
}
