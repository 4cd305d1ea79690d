package dev.lamina.hub.web.repository;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.http.HttpException;
import dev.lamina.hub.shelf.RepositoryTexts;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.io.IOException;
import java.util.Optional;

/// What owners change about a repository.
@JStache(path = "edit")
record EditPage(
        Frame frame,
        TopView top,
        Optional<String> error,
        String summary,
        String description,
        String source,
        String licence,
        String categories,
        String rules,
        boolean isPrivate) {

    static void show(Place place) throws IOException, HttpException {
        place.demand(Right.ADMIN);
        RepositoryTexts texts = place.repository().texts();
        var page =
                new EditPage(
                        place.frame("Settings of " + place.name().familiar()),
                        place.top("settings"),
                        Optional.empty(),
                        texts.summary(),
                        texts.description(),
                        texts.source().orElse(""),
                        texts.licence().orElse(""),
                        String.join(" ", texts.categories()),
                        String.join(" ", place.parts().rules().of(place.name())),
                        !place.repository().card().isPublic());
        place.visitor().show(EditPageRenderer.of().execute(page));
    }
}
