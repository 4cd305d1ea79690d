package dev.lamina.hub.web.repository;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.repository.RepositoryTexts;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Html;

import io.jstach.jstache.JStache;

import java.io.IOException;

/// What owners change about a repository.
///
/// @param removed its name, typed to remove it
@JStache(path = "edit")
record EditPage(
        Frame frame,
        TopView top,
        Field summary,
        Field description,
        Field source,
        Field licence,
        Field categories,
        Field rules,
        boolean isPrivate,
        Field removed) {

    /// The form that describes the repository.
    static final String DESCRIBE = "describe";

    /// The form that removes it.
    static final String REMOVE = "remove";

    static void show(Place place) throws IOException, HttpException {
        place.demand(Right.ADMIN);
        show(place, 200, Attempt.NONE);
    }

    static void show(Place place, int status, Attempt attempt) throws IOException, HttpException {
        RepositoryTexts texts = place.repository().texts();
        var page =
                new EditPage(
                        place.frame("Settings of " + place.name().familiar()),
                        place.top("settings"),
                        attempt.field(DESCRIBE, "summary", texts.summary()),
                        attempt.field(DESCRIBE, "description", texts.description()),
                        attempt.field(DESCRIBE, "source", texts.source().orElse("")),
                        attempt.field(DESCRIBE, "licence", texts.licence().orElse("")),
                        attempt.field(DESCRIBE, "categories", String.join(" ", texts.categories())),
                        attempt.field(
                                DESCRIBE,
                                "rules",
                                String.join(" ", place.parts().rules().of(place.name()))),
                        attempt.isChecked(
                                DESCRIBE, "private", !place.repository().card().isPublic()),
                        attempt.field(REMOVE, "name"));
        Html.send(place.visitor().exchange(), status, EditPageRenderer.of().execute(page));
    }
}
