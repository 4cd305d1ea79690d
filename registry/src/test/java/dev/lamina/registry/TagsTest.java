package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.NotFoundException;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/// distribution-spec 1.1, "Listing Tags".
final class TagsTest extends PeerTest {

    private static final String FIRST = "GET /v2/app/tags/list?n=1000";

    private static Reply tags(String... tags) {
        return Reply.of(200)
                .body("{\"name\":\"app\",\"tags\":[\"" + String.join("\",\"", tags) + "\"]}");
    }

    @Test
    void thePagesAreJoinedInTheirOrder() throws IOException {
        peer.on(FIRST, tags("b", "a").with("Link", "</v2/app/tags/list?n=2&last=a>; rel=\"next\""))
                .on(
                        "GET /v2/app/tags/list?n=2&last=a",
                        tags("d").with("Link", "<list?n=2&last=d>;rel=next"))
                .on("GET /v2/app/tags/list?n=2&last=d", tags("c"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("b", "a", "d", "c");
        }
    }

    @Test
    void aPageWithoutTagsIsNotTheEndIfThereIsALink() throws IOException {
        peer.on(FIRST, Reply.of(200).body("{\"tags\":[]}").with("Link", "<list?last=a>; rel=next"))
                .on("GET /v2/app/tags/list?last=a", tags("b"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("b");
        }
    }

    @Test
    void aRepositoryWithoutTagsHasNone() throws IOException {
        peer.on(FIRST, Reply.of(200).body("{\"name\":\"app\",\"tags\":null}"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).isEmpty();
        }
    }

    @Test
    void aLinkToAPageThatWasReadIsRefused() throws IOException {
        peer.on(FIRST, tags("a").with("Link", "</v2/app/tags/list?n=1&last=a>; rel=\"next\""))
                .on(
                        "GET /v2/app/tags/list?n=1&last=a",
                        tags("a").with("Link", "</v2/app/tags/list?n=1&last=a>; rel=\"next\""));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.listTags(image("app")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "tags, header Link: expected a new page, got one again");
        }
    }

    @Test
    void aLinkWithAnotherHostIsReadAtTheRegistryThatWasAsked() throws IOException {
        peer.on(
                        FIRST,
                        tags("a")
                                .with(
                                        "Link",
                                        "<https://elsewhere.test/v2/app/tags/list?last=a>;"
                                                + " rel=\"next\""))
                .on("GET /v2/app/tags/list?last=a", tags("b"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("a", "b");
        }
    }

    @Test
    void aListThatDoesNotEndIsRefused() throws IOException {
        peer.on(FIRST, tags("t").with("Link", "<list?last=1>; rel=next"));
        for (int i = 1; i <= 2000; i++) {
            peer.on(
                    "GET /v2/app/tags/list?last=" + i,
                    tags("t").with("Link", "<list?last=" + (i + 1) + ">; rel=next"));
        }

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.listTags(image("app")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(
                            "tags: expected at most 200000 on 2000 pages, got more");
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsNotFound() throws IOException {
        peer.on(FIRST, Reply.error(404, "NAME_UNKNOWN", "repository name not known"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.listTags(image("app")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void whatIsNoListIsRefused() throws IOException {
        peer.on(FIRST, Reply.of(200).body("{\"tags\":[1]}"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.listTags(image("app")))
                    .hasMessageEndingWith("tags[0]: expected a string, got 1");
        }
    }

    @Test
    void theNextPageIsFoundAmongSeveralLinks() throws IOException {
        peer.on(
                        FIRST,
                        tags("a")
                                .with("Link", "</docs,a;b>; rel=help, <list?last=z>; rel=last")
                                .with("Link", "<list?last=a>; title=\"a; b, c\"; rel=\"x NEXT\""))
                .on(
                        "GET /v2/app/tags/list?last=a",
                        tags("b").with("Link", "</v2/app/tags/list?n=1>; rel=\"nextish prev\""));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("a", "b");
        }
    }

    @Test
    void aLinkThatIsAQueryAloneIsAPageOfTheSameList() throws IOException {
        peer.on(FIRST, tags("a").with("Link", "<?n=1000&last=a>; rel=next"))
                .on("GET /v2/app/tags/list?n=1000&last=a", tags("b"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("a", "b");
        }
    }

    @Test
    void aRegistryThatRefusesTheLengthOfThePageIsAskedWithoutOne() throws IOException {
        peer.on(FIRST, Reply.error(400, "PAGINATION_NUMBER_INVALID", "invalid number of results"))
                .on("GET /v2/app/tags/list", tags("a"));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("a");
        }
    }

    @Test
    void aListMayComeWithAnyStatusOfSuccess() throws IOException {
        peer.on(FIRST, tags("a").status(203));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.listTags(image("app"))).containsExactly("a");
        }
    }
}
