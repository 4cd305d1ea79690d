package dev.lamina.hub.catalog.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.ImageFacts;
import dev.lamina.hub.catalog.content.NewManifest;
import dev.lamina.hub.catalog.content.StoredManifest;
import dev.lamina.hub.catalog.tag.ImmutableTagException;
import dev.lamina.hub.catalog.tag.NamedTagMove;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagMove;
import dev.lamina.hub.catalog.tag.TagPage;
import dev.lamina.hub.catalog.tag.TagRow;
import dev.lamina.hub.catalog.tag.TagRules;
import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What [Repositories], [Search], [Stars], [Tags], [TagRules] and [PullCounter] must do over any database. A subclass opens an
/// empty one for each test.
abstract class RepositoriesContract {

    private static final RepositoryName NGINX = new RepositoryName("library/nginx");
    private static final RepositoryName MINE = new RepositoryName("me/nginx-proxy");
    private static final RepositoryName SECRET = new RepositoryName("you/secret");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Change CHANGE = new Change(NOW, "somebody");

    private Database database;
    private Catalog catalog;
    private Repositories repositories;
    private Stars stars;
    private Search search;
    private Tags tags;
    private TagRules rules;

    abstract Database open() throws IOException;

    @BeforeEach
    void openCatalog() throws IOException {
        database = open();
        catalog = new Catalog(database);
        repositories = new Repositories(database);
        stars = new Stars(database);
        search = new Search(database);
        tags = catalog.tags();
        rules = new TagRules(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void whatNobodyCreatedIsNotThere() throws IOException {
        assertThat(repositories.find(NGINX)).isEmpty();
        assertThat(repositories.describe(NGINX, RepositoryTexts.EMPTY)).isFalse();
        assertThat(repositories.setPublic(NGINX, false)).isFalse();
        assertThat(repositories.delete(NGINX)).isFalse();
        assertThat(stars.add(NGINX, "me", NOW)).isFalse();
        assertThat(tags.find(NGINX, "latest")).isEmpty();
        assertThat(tags.page(NGINX, "", 0, 10).tags()).isEmpty();
        assertThat(rules.set(NGINX, List.of("v*"))).isFalse();
        assertThat(search.find(SearchQuery.of("", 10), Sight.ALL).total()).isZero();
    }

    @Test
    void theTextsOfARepositoryAreFoundAgain() throws IOException {
        assertThat(repositories.create(MINE, false, NOW)).isTrue();
        assertThat(repositories.create(MINE, true, NOW)).isFalse();
        var texts =
                new RepositoryTexts(
                        "A proxy",
                        "# Proxy\n",
                        Optional.of("https://example.com/proxy"),
                        Optional.of("MIT"),
                        List.of("web", "proxy"));

        assertThat(repositories.describe(MINE, texts)).isTrue();

        RepositoryPage page = repositories.find(MINE).orElseThrow();
        assertThat(page.texts()).isEqualTo(texts);
        assertThat(page.createdAt()).isEqualTo(NOW);
        assertThat(page.card().isPublic()).isFalse();
        assertThat(page.card().lastPush()).isEmpty();
        assertThat(page.card().categories()).containsExactly("proxy", "web");
        assertThat(search.categories(Sight.ALL)).containsExactly("proxy", "web");
        assertThat(search.categories(Sight.PUBLIC)).isEmpty();
        repositories.describe(MINE, RepositoryTexts.EMPTY);
        assertThat(repositories.find(MINE).orElseThrow().texts()).isEqualTo(RepositoryTexts.EMPTY);
    }

    @Test
    void textsAreCheckedWhereTheyAreWritten() throws IOException {
        repositories.create(MINE, true, NOW);
        var texts =
                new RepositoryTexts(
                        "", "", Optional.empty(), Optional.empty(), List.of("No Category"));

        assertThatThrownBy(() -> repositories.describe(MINE, texts))
                .isInstanceOfSatisfying(
                        RefusedTextException.class,
                        e -> assertThat(e.field()).isEqualTo("categories"));
        assertThat(repositories.find(MINE).orElseThrow().texts()).isEqualTo(RepositoryTexts.EMPTY);
    }

    /// An older hub may have allowed it, or another program have written it.
    @Test
    void whatIsStoredIsReadAsItIs() throws IOException {
        repositories.create(MINE, true, NOW);
        String summary = "s".repeat(RepositoryTexts.MAX_SUMMARY_LENGTH) + "\n\u202E";
        database.write(
                session ->
                        session.update(
                                "UPDATE repositories SET summary = ?, source = ?, licence = ?",
                                summary,
                                "ftp://me:word@example.com",
                                "a\tb"));

        RepositoryPage page = repositories.find(MINE).orElseThrow();

        assertThat(page.texts().summary()).isEqualTo(summary);
        assertThat(page.texts().source()).contains("ftp://me:word@example.com");
        assertThat(page.texts().link()).as("what is shown").isEmpty();
        assertThat(search.find(SearchQuery.of("", 10), Sight.ALL).total()).isOne();
    }

    @Test
    void theUploadsOfADeletedRepositoryAreForgotten() throws IOException {
        UUID upload = UUID.randomUUID();
        repositories.create(MINE, false, NOW);
        catalog.uploads().add(upload, MINE, NOW);

        repositories.delete(MINE);

        assertThat(catalog.uploads().touch(upload, MINE, NOW)).isFalse();
    }

    @Test
    void aPushShowsInTheList() throws IOException {
        push(NGINX, "amd64", "1.0", Optional.of(Platform.of("linux", "amd64")));

        RepositoryCard card = repositories.find(NGINX).orElseThrow().card();

        assertThat(card.isPublic()).isTrue();
        assertThat(card.lastPush()).contains(NOW);
        assertThat(card.platforms()).containsExactly("linux/amd64");
        assertThat(search.platforms(Sight.PUBLIC)).containsExactly("linux/amd64");
        repositories.setPublic(NGINX, false);
        assertThat(search.platforms(Sight.PUBLIC)).isEmpty();
        assertThat(search.platforms(Sight.ALL)).containsExactly("linux/amd64");
    }

    @Test
    void theBestResultComesFirst() throws IOException {
        for (String name :
                List.of("me/web", "me/nginx-proxy", "me/other", "you/nginx", "me/nginxes")) {
            repositories.create(new RepositoryName(name), true, NOW);
        }
        repositories.create(NGINX, true, NOW);
        describe("me/web", "A web server like NGINX");
        stars.add(MINE, "fan", NOW);

        assertThat(names(SearchQuery.of("nginx", 10), Sight.PUBLIC))
                .containsExactly(
                        "library/nginx", "you/nginx", "me/nginx-proxy", "me/nginxes", "me/web");
        assertThat(names(SearchQuery.of("nginx proxy", 10), Sight.PUBLIC))
                .containsExactly("me/nginx-proxy");
        assertThat(names(SearchQuery.of("NGINX%", 10), Sight.PUBLIC)).isEmpty();
        assertThat(names(SearchQuery.of("_", 10), Sight.PUBLIC)).isEmpty();
    }

    private void describe(String name, String summary) throws IOException {
        repositories.describe(
                new RepositoryName(name),
                new RepositoryTexts(
                        summary, "", Optional.empty(), Optional.empty(), List.of("web")));
    }

    @Test
    void filtersHoldAtOnceAndPagesAreCounted() throws IOException {
        push(NGINX, "n", "1", Optional.of(Platform.of("linux", "amd64")));
        push(MINE, "m", "1", Optional.of(Platform.of("linux", "arm64")));
        describe("me/nginx-proxy", "mine");

        assertThat(names(query(true, "", "", "", 0), Sight.PUBLIC))
                .containsExactly("library/nginx");
        assertThat(names(query(false, "me", "", "", 0), Sight.PUBLIC))
                .containsExactly("me/nginx-proxy");
        assertThat(names(query(false, "", "linux/arm64", "web", 0), Sight.PUBLIC))
                .containsExactly("me/nginx-proxy");
        assertThat(names(query(true, "me", "", "", 0), Sight.PUBLIC)).isEmpty();
        SearchResult second = search.find(query(false, "", "", "", 1), Sight.PUBLIC);
        assertThat(second.total()).isEqualTo(2);
        assertThat(second.cards())
                .extracting(card -> card.name().path())
                .containsExactly("me/nginx-proxy");
    }

    private static SearchQuery query(
            boolean official, String account, String platform, String category, int offset) {
        return new SearchQuery(
                "",
                official,
                Optional.of(account).filter(text -> !text.isEmpty()),
                Optional.of(platform).filter(text -> !text.isEmpty()),
                Optional.of(category).filter(text -> !text.isEmpty()),
                SearchQuery.Order.RELEVANCE,
                offset,
                10);
    }

    @Test
    void theOrderIsAsWished() throws IOException {
        push(NGINX, "n", "1", Optional.empty());
        catalog.manifests()
                .put(
                        MINE,
                        manifest("m", Optional.empty()),
                        Optional.of("1"),
                        new Change(NOW.plusSeconds(1), "me"));
        repositories.create(SECRET, true, NOW);
        stars.add(SECRET, "fan", NOW);
        try (PullCounter pulls = PullCounter.start(database)) {
            pulls.count(MINE);
        }

        assertThat(names(ordered(SearchQuery.Order.STARS), Sight.PUBLIC).getFirst())
                .isEqualTo("you/secret");
        assertThat(names(ordered(SearchQuery.Order.PULLS), Sight.PUBLIC).getFirst())
                .isEqualTo("me/nginx-proxy");
        assertThat(names(ordered(SearchQuery.Order.NEWEST), Sight.PUBLIC))
                .containsExactly("me/nginx-proxy", "library/nginx", "you/secret");
        assertThat(names(ordered(SearchQuery.Order.NAME), Sight.PUBLIC))
                .containsExactly("library/nginx", "me/nginx-proxy", "you/secret");
    }

    private static SearchQuery ordered(SearchQuery.Order order) {
        return new SearchQuery(
                "", false, Optional.empty(), Optional.empty(), Optional.empty(), order, 0, 10);
    }

    @Test
    void whatIsPrivateIsFoundOnlyByWhoSeesIt() throws IOException {
        repositories.create(NGINX, true, NOW);
        repositories.create(SECRET, false, NOW);

        assertThat(names(SearchQuery.of("", 10), Sight.PUBLIC)).containsExactly("library/nginx");
        assertThat(names(SearchQuery.of("secret", 10), Sight.PUBLIC)).isEmpty();
        assertThat(names(SearchQuery.of("secret", 10), Sight.ALL)).hasSize(1);
        assertThat(names(SearchQuery.of("secret", 10), new Sight(false, Set.of("you"), Set.of())))
                .hasSize(1);
        assertThat(
                        names(
                                SearchQuery.of("secret", 10),
                                new Sight(false, Set.of("yo"), Set.of(SECRET))))
                .hasSize(1);
        assertThat(
                        names(
                                SearchQuery.of("secret", 10),
                                new Sight(false, Set.of("yo"), Set.of(MINE))))
                .isEmpty();
    }

    private List<String> names(SearchQuery query, Sight sight) throws IOException {
        return search.find(query, sight).cards().stream().map(card -> card.name().path()).toList();
    }

    @Test
    void anAccountGivesOneStar() throws IOException {
        repositories.create(NGINX, true, NOW);

        assertThat(stars.add(NGINX, "me", NOW)).isTrue();
        assertThat(stars.add(NGINX, "me", NOW)).isFalse();
        assertThat(stars.add(NGINX, "you", NOW)).isTrue();
        assertThat(repositories.find(NGINX).orElseThrow().card().starCount()).isEqualTo(2);
        assertThat(stars.has(NGINX, "me")).isTrue();
        assertThat(stars.of("me", 10)).containsExactly(NGINX);
        assertThat(stars.remove(NGINX, "me")).isTrue();
        assertThat(stars.remove(NGINX, "me")).isFalse();
        assertThat(repositories.find(NGINX).orElseThrow().card().starCount()).isEqualTo(1);
    }

    @Test
    void pullsAreCountedTogether() throws IOException {
        repositories.create(NGINX, true, NOW);
        try (PullCounter pulls = PullCounter.start(database);
                PullCounter others = PullCounter.start(database)) {
            for (int i = 0; i < 1000; i++) {
                pulls.count(NGINX);
                others.count(NGINX);
            }
            pulls.count(MINE);
            pulls.flush();
            assertThat(repositories.find(NGINX).orElseThrow().card().pullCount()).isEqualTo(1000);
        }

        assertThat(repositories.find(NGINX).orElseThrow().card().pullCount()).isEqualTo(2000);
    }

    @Test
    void aTagShowsItsImagesAndAliases() throws IOException {
        Digest amd = push(NGINX, "amd", "1.0-amd64", Optional.of(Platform.parse("linux/amd64")));
        Digest arm = push(NGINX, "arm", "1.0-arm64", Optional.of(Platform.parse("linux/arm/v7")));
        Bytes bytes = Bytes.utf8("index");
        var both =
                new NewManifest(
                        new StoredManifest(Digest.of(bytes), MediaType.OCI_INDEX, bytes),
                        List.of(),
                        List.of(),
                        List.of(amd, arm),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        for (String tag : List.of("1.0", "1", "latest")) {
            catalog.manifests().put(NGINX, both, Optional.of(tag), CHANGE);
        }

        TagRow row = tags.find(NGINX, "1.0").orElseThrow();

        assertThat(row.images())
                .containsExactly(
                        new PlatformImage(amd, "linux/amd64", 123),
                        new PlatformImage(arm, "linux/arm/v7", 123));
        assertThat(row.aliases()).containsExactly("latest", "1");
        assertThat(row.moved()).isEqualTo(CHANGE);
        assertThat(tags.find(NGINX, "1.0-arm64").orElseThrow().images())
                .extracting(PlatformImage::digest)
                .containsExactly(arm);
        TagPage page = tags.page(NGINX, "", 1, 2);
        assertThat(page.total()).isEqualTo(5);
        assertThat(page.tags()).extracting(TagRow::name).containsExactly("1", "1.0");
        assertThat(tags.page(NGINX, "ARM", 0, 10).tags())
                .extracting(TagRow::name)
                .containsExactly("1.0-arm64");
    }

    @Test
    void aTagOfAnIndexOfIndexesShowsTheirImages() throws IOException {
        Digest amd = push(NGINX, "amd", "a", Optional.of(Platform.parse("linux/amd64")));
        Digest arm = push(NGINX, "arm", "b", Optional.of(Platform.parse("linux/arm64")));
        Digest attestation = push(NGINX, "sbom", "c", Optional.empty());
        Digest inner = pushIndex("inner", "inner", List.of(amd, attestation));

        pushIndex("outer", "outer", List.of(inner, arm));

        assertThat(tags.find(NGINX, "outer").orElseThrow().images())
                .extracting(PlatformImage::digest)
                .containsExactly(amd, arm);
    }

    private Digest pushIndex(String content, String tag, List<Digest> manifests)
            throws IOException {
        Bytes bytes = Bytes.utf8(content);
        var imageIndex =
                new NewManifest(
                        new StoredManifest(Digest.of(bytes), MediaType.OCI_INDEX, bytes),
                        List.of(),
                        List.of(),
                        manifests,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        catalog.manifests().put(NGINX, imageIndex, Optional.of(tag), CHANGE);
        return Digest.of(bytes);
    }

    @Test
    void aTagIsKnownAsItWasAtATime() throws IOException {
        Digest first = push(NGINX, "first", "1", Optional.empty());
        Instant later = NOW.plus(Duration.ofHours(1));
        NewManifest second = manifest("second", Optional.empty());
        catalog.manifests().put(NGINX, second, Optional.of("1"), new Change(later, "me"));

        TagMove last =
                new TagMove(Optional.of(second.manifest().digest()), new Change(later, "me"));
        assertThat(tags.moves().at(NGINX, "1", NOW.minusSeconds(1))).isEmpty();
        assertThat(tags.moves().at(NGINX, "1", Instant.MIN)).isEmpty();
        assertThat(tags.moves().at(NGINX, "1", later.minusSeconds(1)).flatMap(TagMove::digest))
                .contains(first);
        assertThat(tags.moves().at(NGINX, "1", later)).contains(last);
        assertThat(tags.moves().at(NGINX, "1", Instant.MAX)).contains(last);

        assertThat(tags.move(NGINX, "1", first, new Change(later.plusSeconds(9), "you"))).isTrue();
        assertThat(tags.move(NGINX, "1", Digest.of(Bytes.utf8("none")), CHANGE)).isFalse();
        assertThat(catalog.manifests().find(NGINX, "1").orElseThrow().digest()).isEqualTo(first);
        assertThat(tags.moves().of(NGINX, "1", 10)).hasSize(3);
        assertThat(tags.moves().of(NGINX, 1)).extracting(NamedTagMove::tag).containsExactly("1");
    }

    @Test
    void aTagOfARuleStaysWhereItIs() throws IOException {
        Digest first = push(NGINX, "first", "v1", Optional.empty());
        assertThat(rules.set(NGINX, List.of("v*", "v*"))).isTrue();
        assertThat(rules.of(NGINX)).containsExactly("v*");
        assertThat(tags.find(NGINX, "v1").orElseThrow().isImmutable()).isTrue();

        assertThatThrownBy(() -> push(NGINX, "second", "v1", Optional.empty()))
                .isInstanceOf(ImmutableTagException.class)
                .hasMessage("tag v1: immutable, by the rule 'v*' of its repository");
        assertThatThrownBy(() -> catalog.tags().delete(NGINX, "v1", CHANGE))
                .isInstanceOf(ImmutableTagException.class);
        assertThatThrownBy(() -> catalog.manifests().delete(NGINX, first, CHANGE))
                .isInstanceOf(ImmutableTagException.class);

        assertThat(catalog.manifests().find(NGINX, "v1").orElseThrow().digest()).isEqualTo(first);
        assertThat(catalog.manifests().find(NGINX, digest("second"))).isEmpty();
        push(NGINX, "first", "v1", Optional.empty());
        push(NGINX, "second", "v2", Optional.empty());
        push(NGINX, "second", "latest", Optional.empty());
        rules.set(NGINX, List.of());
        push(NGINX, "second", "v1", Optional.empty());
    }

    @Test
    void aDeletedRepositoryLeavesNothing() throws IOException {
        push(NGINX, "first", "v1", Optional.of(Platform.of("linux", "amd64")));
        describe("library/nginx", "a server");
        stars.add(NGINX, "me", NOW);
        rules.set(NGINX, List.of("v*"));

        assertThat(repositories.delete(NGINX)).isTrue();

        assertThat(repositories.find(NGINX)).isEmpty();
        assertThat(stars.of("me", 10)).isEmpty();
        assertThat(search.categories(Sight.ALL)).isEmpty();
        repositories.create(NGINX, true, NOW);
        assertThat(rules.of(NGINX)).isEmpty();
        assertThat(tags.moves().of(NGINX, 10)).isEmpty();
        assertThat(catalog.manifests().find(NGINX, digest("first"))).isEmpty();
    }

    @Test
    void aPushMakesADeletedPrivateRepositoryAgainForNobodyElse() throws IOException {
        repositories.create(MINE, false, NOW);
        push(MINE, "first", "v1", Optional.empty());
        push(NGINX, "first", "v1", Optional.empty());
        repositories.delete(MINE);
        repositories.delete(NGINX);

        push(MINE, "second", "v1", Optional.empty());
        push(NGINX, "second", "v1", Optional.empty());

        assertThat(repositories.find(MINE).orElseThrow().card().isPublic()).isFalse();
        assertThat(repositories.find(NGINX).orElseThrow().card().isPublic()).isTrue();
        repositories.delete(MINE);
        repositories.create(MINE, true, NOW);
        assertThat(repositories.find(MINE).orElseThrow().card().isPublic()).isTrue();
    }

    @Test
    void clientsFindByRelevanceThenStarsAndPagesHaveOfficialImagesBefore() throws IOException {
        RepositoryName other = new RepositoryName("me/nginx");
        push(NGINX, "first", "v1", Optional.empty());
        push(other, "first", "v1", Optional.empty());
        stars.add(other, "me", NOW);
        SearchQuery client = SearchQuery.of("nginx", 10);
        var page =
                new SearchQuery(
                        "nginx",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        SearchQuery.Order.RELEVANCE,
                        0,
                        10);

        assertThat(search.find(client, Sight.ALL).cards().stream().map(RepositoryCard::name))
                .containsExactly(other, NGINX);
        assertThat(search.find(page, Sight.ALL).cards().stream().map(RepositoryCard::name))
                .containsExactly(NGINX, other);
    }

    @Test
    void textsAreBounded() {
        assertThatThrownBy(() -> texts("x".repeat(101), "", "https://example.com"))
                .hasMessage("summary: expected at most 100 characters, got 101");
        assertThatThrownBy(() -> texts("two\nlines", "", "https://example.com"))
                .hasMessage("summary: expected one line of text, without control characters");
        assertThatThrownBy(() -> texts("", "x".repeat(25_001), "https://example.com"))
                .hasMessage("description: expected at most 25000 characters, got 25001");
        for (String source : List.of("javascript:alert(1)", "ftp://example.com", "https:", "a b")) {
            assertThatThrownBy(() -> texts("", "", source))
                    .hasMessage("source: expected a link, http or https, got '" + source + "'");
        }
    }

    /// The text after such a character would read as something else.
    @Test
    void textsHideNothing() {
        for (String hidden :
                List.of("\0", "\t", "\u0085", "\u202A", "\u202E", "\u2066", "\u2069")) {
            assertThatThrownBy(() -> texts("a" + hidden + "b", "", "https://example.com"))
                    .hasMessage("summary: expected one line of text, without control characters");
        }
        assertThatThrownBy(() -> texts("", "a\0", "https://example.com"))
                .hasMessage("description: expected text without control characters");
        for (String source : List.of("https://user@example.com", "https://user:word@example.com")) {
            assertThatThrownBy(() -> texts("", "", source))
                    .hasMessage("source: expected a link without a user's name and password");
        }
        assertThat(texts("שלום, мир", "a\r\n\tb", "https://example.com/@a").summary())
                .isEqualTo("שלום, мир");
    }

    private static RepositoryTexts texts(String summary, String description, String source) {
        var texts =
                new RepositoryTexts(
                        summary, description, Optional.of(source), Optional.empty(), List.of());
        texts.check();
        return texts;
    }

    private Digest push(
            RepositoryName name, String content, String tag, Optional<Platform> platform)
            throws IOException {
        NewManifest manifest = manifest(content, platform);
        catalog.manifests().put(name, manifest, Optional.of(tag), CHANGE);
        return manifest.manifest().digest();
    }

    private static Digest digest(String content) {
        return Digest.of(Bytes.utf8(content));
    }

    private static NewManifest manifest(String content, Optional<Platform> platform) {
        Bytes bytes = Bytes.utf8(content);
        return new NewManifest(
                new StoredManifest(Digest.of(bytes), MediaType.OCI_MANIFEST, bytes),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                platform.map(known -> new ImageFacts(known, 123)));
    }
}
