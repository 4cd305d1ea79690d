package dev.lamina.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.api.Api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests are counted as what they are, whatever words their names have.
final class RouteClassTest {

    @ParameterizedTest
    @CsvSource({
        "/v2,                                                PING",
        "/v2/,                                               PING",
        "/v2/_catalog,                                       CATALOG",
        "/v2/me/app/manifests/1,                             MANIFEST",
        "/v2/me/app/tags/list,                               TAGS",
        "/v2/me/app/tags/latest,                             OTHER",
        "/v2/me/app/referrers/sha256:0,                      REFERRERS",
        "/v2/me/app/blobs/sha256:0,                          BLOB",
        "/v2/me/app/blobs/uploads,                           UPLOAD",
        "/v2/me/app/blobs/uploads/,                          UPLOAD",
        "/v2/me/app/blobs/uploads/1,                         UPLOAD",
        "/v2/me/blobs/uploads/manifests/1,                   MANIFEST",
        "/v2/me/blobs/uploads/blobs/sha256:0,                BLOB",
        "/v2/me/tags/manifests/list,                         MANIFEST",
        "/v2/made/up,                                        OTHER",
        "/v2/users/manifests/1,                              MANIFEST",
        "/v2/search/tags/list,                               TAGS",
        "/v2/search/blobs/uploads/,                          UPLOAD",
        "/v2/repositories,                                   API",
        "/v2/repositories/library/nginx/tags/latest/,        API",
        "/v2/repositories/library/nginx/tags/latest,         API",
        "/v2/repositories/library/nginx/tags/latest/history, API",
        "/v2/repositories/library/manifests/tags,            API",
        "/v2/repositories/me/blobs/uploads/tags/1,           API",
        "/v2/users/login,                                    API",
        "/v2/search/repositories/,                           API",
        "/api/openapi.json,                                  API",
        "/api,                                               API",
        "/v1/search,                                         SEARCH",
        "/token,                                             TOKEN",
        "/r/me/app/-/tags,                                   PAGE",
        "/r/api/tags/manifests/1,                            PAGE"
    })
    void aPathIsOfItsClass(String path, RouteClass expected) {
        assertThat(RouteClass.of(path, Api.isPath(path))).isEqualTo(expected);
    }
}
