package dev.lamina.hub.api;

import dev.lamina.hub.api.ApiRoute.Answer;
import dev.lamina.hub.api.ApiRoute.Field;

import java.util.List;

/// All requests of the API.
final class ApiRoutes {

    private static final String LIST = "/v2/repositories/{namespace}";
    private static final String REPOSITORY = "/v2/repositories/{namespace}/{name}";
    private static final String TAG = REPOSITORY + "/tags/{tag}";

    private static final Field PAGE = new Field("page", "integer", "number of the page, from 1");
    private static final Field PAGE_SIZE =
            new Field("page_size", "integer", "results on a page, at most 100");
    private static final List<Field> PAGES = List.of(PAGE, PAGE_SIZE);
    private static final List<Field> NOTHING = List.of();

    private static final List<Field> TEXTS =
            List.of(
                    new Field("description", "string", "one line, at most 100 characters"),
                    new Field("full_description", "string", "Markdown, at most 25,000 characters"),
                    new Field("source", "string", "link to where the image is made"),
                    new Field("licence", "string", "SPDX expression, or a name"),
                    new Field("categories", "array", "at most 8 words"),
                    new Field("is_private", "boolean", "whether only members see it"));

    /// In the order of the documentation. A longer path comes before a shorter one that would
    /// take it.
    static final List<ApiRoute> ALL =
            List.of(
                    new ApiRoute(
                            "logIn",
                            "POST",
                            "/v2/users/login",
                            "Log in with name and password, or name and access token",
                            NOTHING,
                            List.of(
                                    new Field("username", "string", "the account"),
                                    new Field("password", "string", "its password, or a token")),
                            Answer.of(200, Answers.LOGIN),
                            AccountsApi::login),
                    new ApiRoute(
                            "showAccount",
                            "GET",
                            "/v2/users/{username}",
                            "Show an account",
                            NOTHING,
                            NOTHING,
                            Answer.of(200, Answers.ACCOUNT),
                            AccountsApi::show),
                    new ApiRoute(
                            "changePassword",
                            "PUT",
                            "/v2/users/{username}/password",
                            "Change a password; logins of browsers and clients end",
                            NOTHING,
                            List.of(
                                    new Field("password", "string", "the present one"),
                                    new Field("new_password", "string", "10 to 200 characters"),
                                    new Field(
                                            "revoke_tokens",
                                            "boolean",
                                            "whether all access tokens end, too")),
                            Answer.empty(204),
                            TokensApi::changePassword),
                    new ApiRoute(
                            "listTokens",
                            "GET",
                            "/v2/access-tokens",
                            "List the own access tokens, the newest first, without their secrets",
                            NOTHING,
                            NOTHING,
                            Answer.of(200, Answers.TOKEN_PAGE),
                            TokensApi::list),
                    new ApiRoute(
                            "endAllTokens",
                            "DELETE",
                            "/v2/access-tokens",
                            "End all own access tokens at once",
                            NOTHING,
                            NOTHING,
                            Answer.empty(204),
                            TokensApi::endAll),
                    new ApiRoute(
                            "endToken",
                            "DELETE",
                            "/v2/access-tokens/{uuid}",
                            "End an access token",
                            NOTHING,
                            NOTHING,
                            Answer.empty(204),
                            TokensApi::end),
                    new ApiRoute(
                            "searchRepositories",
                            "GET",
                            "/v2/search/repositories",
                            "Search repositories",
                            List.of(
                                    new Field("query", "string", "words"),
                                    new Field("is_official", "boolean", "only official images"),
                                    PAGE,
                                    PAGE_SIZE),
                            NOTHING,
                            Answer.of(200, Answers.FOUND_PAGE),
                            RepositoriesApi::search),
                    new ApiRoute(
                            "createRepository",
                            "POST",
                            "/v2/repositories",
                            "Create a repository",
                            NOTHING,
                            List.of(
                                    new Field("namespace", "string", "the account"),
                                    new Field("name", "string", "without the account"),
                                    new Field("is_private", "boolean", "whether it is private")),
                            Answer.of(201, Answers.REPOSITORY),
                            RepositoriesApi::create),
                    new ApiRoute(
                            "listRepositories",
                            "GET",
                            LIST,
                            "List the repositories of an account",
                            PAGES,
                            NOTHING,
                            Answer.of(200, Answers.CARD_PAGE),
                            RepositoriesApi::list),
                    new ApiRoute(
                            "listTags",
                            "GET",
                            REPOSITORY + "/tags",
                            "List the tags, `latest` first, then the highest version",
                            List.of(
                                    PAGE,
                                    PAGE_SIZE,
                                    new Field("name", "string", "only tags that contain it")),
                            NOTHING,
                            Answer.of(200, Answers.TAG_PAGE),
                            TagsApi::list),
                    new ApiRoute(
                            "showTagHistory",
                            "GET",
                            TAG + "/history",
                            "Show how a tag moved, the newest move first",
                            List.of(
                                    new Field(
                                            "at",
                                            "string",
                                            "only what it named at this time (RFC 3339)")),
                            NOTHING,
                            Answer.of(200, Answers.TAG_HISTORY),
                            TagsApi::history),
                    new ApiRoute(
                            "showTag",
                            "GET",
                            TAG,
                            "Show a tag",
                            NOTHING,
                            NOTHING,
                            Answer.of(200, Answers.TAG),
                            TagsApi::show),
                    new ApiRoute(
                            "moveTag",
                            "PUT",
                            TAG,
                            "Move a tag to a manifest of the repository, for instance back",
                            NOTHING,
                            List.of(new Field("digest", "string", "of the manifest")),
                            Answer.of(200, Answers.TAG),
                            TagsApi::move),
                    new ApiRoute(
                            "deleteTag",
                            "DELETE",
                            TAG,
                            "Delete a tag, not its manifest",
                            NOTHING,
                            NOTHING,
                            Answer.empty(204),
                            TagsApi::delete),
                    new ApiRoute(
                            "giveStar",
                            "PUT",
                            REPOSITORY + "/stars",
                            "Give a star",
                            NOTHING,
                            NOTHING,
                            Answer.empty(204),
                            RepositoriesApi::star),
                    new ApiRoute(
                            "takeStar",
                            "DELETE",
                            REPOSITORY + "/stars",
                            "Take the star back",
                            NOTHING,
                            NOTHING,
                            Answer.empty(204),
                            RepositoriesApi::unstar),
                    new ApiRoute(
                            "showRepository",
                            "GET",
                            REPOSITORY,
                            "Show a repository",
                            NOTHING,
                            NOTHING,
                            Answer.of(200, Answers.REPOSITORY),
                            RepositoriesApi::show),
                    new ApiRoute(
                            "changeRepository",
                            "PATCH",
                            REPOSITORY,
                            "Change what is said about a repository; fields that are absent stay",
                            NOTHING,
                            TEXTS,
                            Answer.of(200, Answers.REPOSITORY),
                            RepositoriesApi::change),
                    new ApiRoute(
                            "deleteRepository",
                            "DELETE",
                            REPOSITORY,
                            "Delete a repository with its tags, manifests and history",
                            NOTHING,
                            NOTHING,
                            Answer.empty(202),
                            RepositoriesApi::delete));

    private ApiRoutes() {}
}
