package dev.lamina.hub.api;

/// The API as a page of the documentation, in Markdown.
final class ApiPage {

    private static final String HEAD =
            """
            # The hub's API

            Made from the table of requests; a running hub answers with this page at
            `/api/reference.md`, and with an OpenAPI document at `/api/openapi.json`.

            Requests log in with `Authorization: Basic` (name and password, or name and access
            token) or `Authorization: Bearer` (an access token, or what `/v2/users/login` gave).
            Without a login they see what is public. An error has a JSON body whose `message` says
            what is wrong: 400 (a field), 401 (log in), 403 (no right), 404 (not there, or hidden),
            409 (an immutable tag, a name that is taken), 422 (refused), 429 (too many attempts).
            A `{namespace}` is an account; that of official images is `library`. A `{name}` may have
            several parts, of which none after the first is `tags` or `stars`. Paths may end
            with `/`, as Docker Hub's do.
            """;

    private ApiPage() {}

    static String text() {
        var text = new StringBuilder(HEAD);
        for (ApiRoute route : ApiRoutes.ALL) {
            text.append("\n## ").append(route.summary()).append("\n\n`");
            text.append(route.method()).append(' ').append(route.path()).append("`\n");
            if (!route.queries().isEmpty()) {
                text.append("\nQuery parameters:\n\n");
                route.queries().forEach(field -> append(text, field));
            }
            if (!route.body().isEmpty()) {
                text.append("\nFields of the body:\n\n");
                route.body().forEach(field -> append(text, field));
            }
            text.append("\nAnswers ").append(route.answer().status()).append(" with ");
            text.append(route.answer().meaning()).append(".\n");
        }
        text.append(
                "\n## Answers\n\nA time is one of RFC 3339. A token is sent as `Authorization: Bearer TOKEN`.\n");
        for (Shape<?> shape : Answers.ALL) {
            text.append("\n### ").append(shape.name()).append("\n\n").append(shape.lines());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ApiRoute.Field field) {
        text.append("- `").append(field.name()).append("` (").append(field.type());
        text.append("): ").append(field.meaning()).append('\n');
    }
}
