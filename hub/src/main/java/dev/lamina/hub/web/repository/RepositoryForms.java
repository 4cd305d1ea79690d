package dev.lamina.hub.web.repository;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.RefusedTextException;
import dev.lamina.hub.catalog.repository.RepositoryTexts;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.FieldException;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The forms on the pages about one repository.
final class RepositoryForms {

    private RepositoryForms() {}

    /// Replaces what is said about the repository; a wish that cannot be granted shows the form
    /// again, as it was filled.
    static void describe(Place place) throws IOException, HttpException {
        place.demand(Right.ADMIN);
        FormBody form = place.visitor().form();
        try {
            RepositoryTexts texts = texts(form);
            texts.check();
            setRules(place, words(form, "rules"));
            place.parts().repositories().describe(place.name(), texts);
            place.parts().repositories().setPublic(place.name(), form.value("private").isEmpty());
        } catch (RefusedTextException e) {
            EditPage.show(place, 422, Attempt.of(EditPage.DESCRIBE, form, e.field(), e));
            return;
        } catch (FieldException e) {
            EditPage.show(place, e.status(), Attempt.of(EditPage.DESCRIBE, form, e));
            return;
        }
        place.visitor().goTo(place.link("settings?done=saved"));
    }

    private static void setRules(Place place, List<String> patterns)
            throws IOException, FieldException {
        try {
            place.parts().rules().set(place.name(), patterns);
        } catch (IllegalArgumentException e) {
            throw new FieldException(422, "rules", e.getMessage());
        }
    }

    private static RepositoryTexts texts(FormBody form) {
        return new RepositoryTexts(
                text(form, "summary").strip(),
                text(form, "description").replace("\r\n", "\n"),
                optional(form, "source"),
                optional(form, "licence"),
                words(form, "categories"));
    }

    private static String text(FormBody form, String field) {
        return form.value(field).orElse("");
    }

    private static Optional<String> optional(FormBody form, String field) {
        return form.value(field).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static List<String> words(FormBody form, String field) {
        return Stream.of(text(form, field).split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Gives a star, or takes it back.
    static void star(Place place) throws IOException, HttpException {
        FormBody form = place.visitor().form();
        String account = place.visitor().loggedIn().name().text();
        if (text(form, "star").equals("remove")) {
            place.parts().stars().remove(place.name(), account);
        } else {
            place.parts().stars().add(place.name(), account, place.visitor().now());
        }
        place.visitor().goTo(Links.repository(place.name()));
    }

    /// Moves a tag to a manifest that it named before.
    static void move(Place place) throws IOException, HttpException {
        place.demand(Right.WRITE);
        FormBody form = place.visitor().form();
        String tag = text(form, "tag");
        Digest digest = digest(text(form, "digest"));
        // Only tags that were there: a new one is pushed, which checks its name.
        if (place.parts().tags().moves().of(place.name(), tag, 1).isEmpty()) {
            throw new HttpException(404, "There was no tag of that name.");
        }
        if (!place.parts().tags().move(place.name(), tag, digest, place.visitor().change())) {
            throw new NotFoundException("manifest", digest.toString());
        }
        place.visitor().goTo(place.link("history?done=moved&tag=" + Words.encoded(tag)));
    }

    private static Digest digest(String text) throws HttpException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, e.getMessage());
        }
    }

    /// Deletes the chosen tags, not their manifests; none if one of them is immutable.
    static void deleteTags(Place place) throws IOException, HttpException {
        place.demand(Right.ADMIN);
        FormBody form = place.visitor().form();
        List<String> tags = form.values("tag");
        if (tags.isEmpty()) {
            throw new HttpException(400, "No tag was deleted: choose some first.");
        }
        for (String tag : tags) {
            if (place.parts()
                    .tags()
                    .find(place.name(), tag)
                    .filter(TagRow::isImmutable)
                    .isPresent()) {
                throw new HttpException(409, "No tag was deleted: " + tag + " is immutable.");
            }
        }
        for (String tag : tags) {
            place.parts().catalog().tags().delete(place.name(), tag, place.visitor().change());
        }
        place.visitor().goTo(place.link("tags?done=deleted"));
    }

    /// Removes the repository, if its name was typed.
    static void remove(Place place) throws IOException, HttpException {
        place.demand(Right.ADMIN);
        FormBody form = place.visitor().form();
        RepositoryName name = place.name();
        if (!text(form, "name").equals(name.familiar())) {
            String fault = "Nothing was removed: expected the name " + name.familiar() + ".";
            EditPage.show(
                    place, 400, new Attempt(EditPage.REMOVE, Optional.of(form), "name", fault));
            return;
        }
        place.parts().repositories().delete(name);
        place.visitor().goTo(Links.account(name.account()) + "?done=deleted");
    }
}
