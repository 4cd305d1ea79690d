package dev.lamina.hub.api;

import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.tag.TagMove;
import dev.lamina.hub.catalog.tag.TagPage;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/// Requests about tags.
final class TagsApi {

    private static final int MAX_MOVES = 1_000;

    private TagsApi() {}

    static void list(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.READ).card().name();
        int size = request.pageSize();
        String text = request.query("name");
        TagPage found = request.parts().tags().page(name, text, (request.page() - 1) * size, size);
        String queries = "name=" + RepositoriesApi.encoded(text) + "&page_size=" + size;
        request.answer(
                200,
                Answers.TAG_PAGE,
                new ResultPage<>(
                        found.tags(),
                        found.total(),
                        request.page(),
                        size,
                        request.link(queries + "&page=")));
    }

    static void show(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.READ).card().name();
        request.answer(200, Answers.TAG, find(request, name));
    }

    private static TagRow find(ApiRequest request, RepositoryName name)
            throws IOException, ApiException {
        return request.parts()
                .tags()
                .find(name, request.name("tag"))
                .orElseThrow(ApiRequest::notFound);
    }

    static void history(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.READ).card().name();
        String tag = request.name("tag");
        String at = request.query("at");
        Tags tags = request.parts().tags();
        List<TagMove> moves =
                at.isEmpty()
                        ? tags.moves().of(name, tag, MAX_MOVES)
                        : tags.moves().at(name, tag, time(at)).stream().toList();
        if (moves.isEmpty() && tags.moves().of(name, tag, 1).isEmpty()) {
            throw ApiRequest.notFound();
        }
        request.answer(200, Answers.TAG_HISTORY, moves);
    }

    private static Instant time(String text) throws ApiException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ApiException(
                    400, "at: expected a time like 2026-01-31T12:00:00Z, got '" + text + "'");
        }
    }

    static void move(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.WRITE).card().name();
        Digest digest = digest(request.body().string("digest"));
        // Only tags that were there: a new one is pushed, which checks its name.
        if (request.parts().tags().moves().of(name, request.name("tag"), 1).isEmpty()
                || !request.parts()
                        .tags()
                        .move(name, request.name("tag"), digest, change(request))) {
            throw ApiRequest.notFound();
        }
        request.answer(200, Answers.TAG, find(request, name));
    }

    private static Digest digest(String text) throws ApiException {
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
    }

    private static Change change(ApiRequest request) {
        return new Change(request.parts().clock().instant(), request.caller().name());
    }

    static void delete(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.ADMIN).card().name();
        String tag = request.name("tag");
        if (!request.parts().catalog().tags().delete(name, tag, change(request))) {
            throw ApiRequest.notFound();
        }
        request.exchange().send(204);
    }
}
