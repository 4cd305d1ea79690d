package dev.lamina.hub.api;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.RepositoryPage;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.util.Map;

/// A request, who makes it, and what its path names.
///
/// @param names what stands for the braces of the route's path
record ApiRequest(ApiParts parts, Exchange exchange, Caller caller, Map<String, String> names) {

    private static final int MAX_BODY_SIZE = 256 << 10;
    private static final int USUAL_PAGE_SIZE = 25;
    private static final int MAX_PAGE_SIZE = 100;

    String name(String brace) {
        return names.getOrDefault(brace, "");
    }

    /// Returns the repository that the path names, which the caller may see.
    ///
    /// @throws ApiException if it is not there for the caller
    RepositoryPage repository(Right needed) throws ApiException, IOException {
        RepositoryName name =
                RepositoryName.parse(name("namespace") + "/" + name("name"))
                        .orElseThrow(ApiRequest::notFound);
        Right right = parts.rights().toManage(caller, name);
        if (!right.includes(Right.READ)) {
            throw notFound();
        }
        if (!right.includes(needed)) {
            throw denied();
        }
        return parts.repositories().find(name).orElseThrow(ApiRequest::notFound);
    }

    /// Returns the account that makes the request.
    ///
    /// @throws ApiException if nobody has logged in
    Account account() throws ApiException {
        return caller.account().orElseThrow(() -> new ApiException(401, "login: expected one"));
    }

    /// Returns the account that makes the request, if it may change anything at all.
    ///
    /// @throws ApiException if nobody has logged in, or by a token that only reads
    Account writer() throws ApiException {
        Account account = account();
        if (!caller.ceiling().includes(Right.WRITE)) {
            throw denied();
        }
        return account;
    }

    static ApiException notFound() {
        return new ApiException(404, "object not found");
    }

    ApiException denied() {
        return caller.account().isPresent()
                ? new ApiException(403, "permission denied")
                : new ApiException(401, "login: expected one");
    }

    String query(String name) throws HttpException {
        return exchange.query(name).orElse("");
    }

    /// Returns the number of the wanted page, 1 for the first.
    int page() throws HttpException, ApiException {
        return number("page", 1, 10_000);
    }

    int pageSize() throws HttpException, ApiException {
        return Math.min(MAX_PAGE_SIZE, number("page_size", USUAL_PAGE_SIZE, 1_000_000));
    }

    private int number(String name, int usual, int max) throws HttpException, ApiException {
        String text = query(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > max) {
            throw new ApiException(
                    400, name + ": expected a number from 1 to " + max + ", got '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /// Returns a link to what this request asks for, with other query parameters. It is absolute, as
    /// Docker Hub's are: clients follow it as it is.
    String link(String queries) {
        return parts.address().of(exchange) + exchange.rawPath() + "?" + queries;
    }

    /// Reads the body.
    ///
    /// @throws ApiException if it is no JSON object, or too large
    JsonObject body() throws ApiException, IOException {
        Bytes body =
                exchange.readBody(MAX_BODY_SIZE)
                        .orElseThrow(
                                () ->
                                        new ApiException(
                                                413,
                                                "body: expected at most "
                                                        + MAX_BODY_SIZE
                                                        + " bytes"));
        try {
            return Json.parseObject(body, "body");
        } catch (ImageFormatException e) {
            throw new ApiException(400, String.valueOf(e.getMessage()));
        }
    }

    <T> void answer(int status, Shape<T> shape, T answered) {
        exchange.with("Content-Type", "application/json")
                .with("Cache-Control", "private, no-cache")
                .plan(status, Json.write(shape.document(answered)));
    }
}
