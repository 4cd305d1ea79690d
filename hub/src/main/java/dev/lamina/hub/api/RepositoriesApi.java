package dev.lamina.hub.api;

import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.catalog.repository.RepositoryPage;
import dev.lamina.hub.catalog.repository.RepositoryTexts;
import dev.lamina.hub.catalog.repository.SearchQuery;
import dev.lamina.hub.catalog.repository.SearchResult;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Requests about repositories.
final class RepositoriesApi {

    private RepositoriesApi() {}

    static void search(ApiRequest request) throws Exception {
        String text = request.query("query");
        boolean onlyOfficial = request.query("is_official").equals("true");
        var query =
                new SearchQuery(
                        text,
                        onlyOfficial,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        SearchQuery.Order.RELEVANCE,
                        (request.page() - 1) * request.pageSize(),
                        request.pageSize());
        String queries = "query=" + encoded(text) + (onlyOfficial ? "&is_official=true&" : "&");
        answer(request, query, queries, Answers.FOUND_PAGE);
    }

    static void list(ApiRequest request) throws Exception {
        var query =
                new SearchQuery(
                        "",
                        false,
                        Optional.of(request.name("namespace")),
                        Optional.empty(),
                        Optional.empty(),
                        SearchQuery.Order.NEWEST,
                        (request.page() - 1) * request.pageSize(),
                        request.pageSize());
        answer(request, query, "", Answers.CARD_PAGE);
    }

    private static void answer(
            ApiRequest request,
            SearchQuery query,
            String queries,
            Shape<ResultPage<RepositoryCard>> shape)
            throws IOException, HttpException, ApiException {
        SearchResult found =
                request.parts()
                        .search()
                        .find(query, request.parts().rights().sight(request.caller()));
        String link = request.link(queries + "page_size=" + request.pageSize() + "&page=");
        request.answer(
                200,
                shape,
                new ResultPage<>(
                        found.cards(), found.total(), request.page(), request.pageSize(), link));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void show(ApiRequest request) throws Exception {
        answer(request, 200, request.repository(Right.READ));
    }

    private static void answer(ApiRequest request, int status, RepositoryPage page)
            throws IOException {
        Right right = request.parts().rights().of(request.caller(), page.card().name());
        request.answer(status, Answers.REPOSITORY, new Answers.ShownRepository(page, right));
    }

    static void create(ApiRequest request) throws Exception {
        request.account();
        JsonObject body = request.body();
        String text = body.string("namespace") + "/" + body.string("name");
        RepositoryName name =
                RepositoryName.parse(text)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                400,
                                                "name: expected one of a repository, got '"
                                                        + text
                                                        + "'"));
        if (!request.parts().rights().toManage(request.caller(), name).includes(Right.ADMIN)) {
            throw request.denied();
        }
        boolean isPublic = !body.flag("is_private");
        if (!request.parts()
                .repositories()
                .create(name, isPublic, request.parts().clock().instant())) {
            throw new ApiException(409, "repository " + name + ": exists already");
        }
        answer(request, 201, request.parts().repositories().find(name).orElseThrow());
    }

    static void change(ApiRequest request) throws Exception {
        RepositoryPage page = request.repository(Right.ADMIN);
        RepositoryName name = page.card().name();
        JsonObject body = request.body();
        try {
            // All of the body is read before anything changes.
            RepositoryTexts texts = texts(page.texts(), body);
            boolean isPublic =
                    body.has("is_private") ? !body.flag("is_private") : page.card().isPublic();
            if (!texts.equals(page.texts())) {
                request.parts().repositories().describe(name, texts);
            }
            if (isPublic != page.card().isPublic()) {
                request.parts().repositories().setPublic(name, isPublic);
            }
        } catch (IllegalArgumentException | ImageFormatException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
        answer(request, 200, request.parts().repositories().find(name).orElseThrow());
    }

    /// Replaces what the body has.
    private static RepositoryTexts texts(RepositoryTexts old, JsonObject body)
            throws ImageFormatException {
        return new RepositoryTexts(
                body.optionalString("description").orElse(old.summary()),
                body.optionalString("full_description").orElse(old.description()),
                body.has("source") ? filled(body, "source") : old.source(),
                body.has("licence") ? filled(body, "licence") : old.licence(),
                body.optionalStrings("categories").orElse(old.categories()));
    }

    private static Optional<String> filled(JsonObject body, String field)
            throws ImageFormatException {
        return body.optionalString(field).filter(text -> !text.isEmpty());
    }

    static void delete(ApiRequest request) throws Exception {
        RepositoryPage page = request.repository(Right.ADMIN);
        request.parts().repositories().delete(page.card().name());
        request.exchange().send(202);
    }

    static void star(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.READ).card().name();
        String account = request.writer().name().text();
        request.parts().stars().add(name, account, request.parts().clock().instant());
        request.exchange().send(204);
    }

    static void unstar(ApiRequest request) throws Exception {
        RepositoryName name = request.repository(Right.READ).card().name();
        request.parts().stars().remove(name, request.writer().name().text());
        request.exchange().send(204);
    }
}
