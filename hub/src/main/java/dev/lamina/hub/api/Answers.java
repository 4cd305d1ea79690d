package dev.lamina.hub.api;

import dev.lamina.hub.account.AccessToken;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.catalog.repository.RepositoryPage;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagMove;
import dev.lamina.hub.catalog.tag.TagRow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All answers, with Docker Hub's names where it has them.
final class Answers {

    /// Every answer that grants nothing: `detail` is what Docker Hub answers, `message` what its older clients read.
    static final Shape<String> ERROR =
            new Shape<String>("Error").text("message", text -> text).text("detail", text -> text);

    static final Shape<String> LOGIN = new Shape<String>("Login").text("token", token -> token);

    static final Shape<Account> ACCOUNT =
            new Shape<Account>("Account")
                    .text("username", account -> account.name().text())
                    .text("full_name", Account::fullName)
                    .oneOf(
                            "type",
                            List.of("User", "Organization"),
                            account ->
                                    account.kind() == Account.Kind.ORGANISATION
                                            ? "Organization"
                                            : "User")
                    .time("date_joined", Account::createdAt);

    static final Shape<ShownToken> TOKEN =
            new Shape<ShownToken>("Token")
                    .text("uuid", shown -> Long.toString(shown.token.id()))
                    .text("token_label", shown -> shown.token.name())
                    .texts("scopes", shown -> scopes(shown.token.right()))
                    .oneOf(
                            "generated_by",
                            List.of("manual", "login"),
                            shown -> shown.token.isLogin() ? "login" : "manual")
                    .time("created_at", shown -> shown.token.createdAt())
                    .timeOrNull("last_used", shown -> shown.token.used())
                    .timeOrNull("expires_at", shown -> shown.token.expiresAt())
                    .flag("is_active", ShownToken::isActive);

    static final Shape<ResultPage<ShownToken>> TOKEN_PAGE = pageOf("TokenPage", TOKEN);

    /// A result of a search.
    static final Shape<RepositoryCard> FOUND =
            new Shape<RepositoryCard>("Found")
                    .text("repo_name", card -> card.name().familiar())
                    .text("short_description", RepositoryCard::summary)
                    .number("star_count", RepositoryCard::starCount)
                    .number("pull_count", RepositoryCard::pullCount)
                    .flag("is_automated", _ -> false)
                    .flag("is_official", card -> card.name().isOfficial());

    static final Shape<ResultPage<RepositoryCard>> FOUND_PAGE = pageOf("FoundPage", FOUND);

    static final Shape<RepositoryCard> CARD =
            new Shape<RepositoryCard>("RepositoryCard")
                    .text("user", card -> card.name().account())
                    .text("name", Answers::nameInAccount)
                    .text("namespace", card -> card.name().account())
                    .text("repository_type", _ -> "image")
                    .number("status", _ -> 1L)
                    .text("status_description", _ -> "active")
                    .text("description", RepositoryCard::summary)
                    .flag("is_private", card -> !card.isPublic())
                    .flag("is_automated", _ -> false)
                    .flag("is_official", card -> card.name().isOfficial())
                    .number("star_count", RepositoryCard::starCount)
                    .number("pull_count", RepositoryCard::pullCount)
                    .timeOrNull("last_updated", RepositoryCard::lastPush)
                    .texts("categories", RepositoryCard::categories)
                    .texts("platforms", RepositoryCard::platforms);

    static final Shape<ResultPage<RepositoryCard>> CARD_PAGE = pageOf("RepositoryPage", CARD);

    static final Shape<Right> PERMISSIONS =
            new Shape<Right>("Permissions")
                    .flag("read", right -> right.includes(Right.READ))
                    .flag("write", right -> right.includes(Right.WRITE))
                    .flag("admin", right -> right.includes(Right.ADMIN));

    /// A repository alone.
    static final Shape<ShownRepository> REPOSITORY =
            new Shape<ShownRepository>("Repository")
                    .allOf(CARD, shown -> shown.page.card())
                    .text("full_description", shown -> shown.page.texts().description())
                    .time("date_registered", shown -> shown.page.createdAt())
                    .textOrNull("source", shown -> shown.page.texts().link())
                    .textOrNull("licence", shown -> shown.page.texts().licence())
                    .part("permissions", PERMISSIONS, ShownRepository::right);

    static final Shape<PlatformImage> TAG_IMAGE =
            new Shape<PlatformImage>("TagImage")
                    .textOrNull("os", image -> platformPart(image, 0))
                    .textOrNull("architecture", image -> platformPart(image, 1))
                    .textOrNull("variant", image -> platformPart(image, 2))
                    .text("digest", image -> image.digest().toString())
                    .number("size", PlatformImage::size)
                    .text("status", _ -> "active");

    static final Shape<TagRow> TAG =
            new Shape<TagRow>("Tag")
                    .text("name", TagRow::name)
                    .text("digest", row -> row.digest().toString())
                    .text("media_type", TagRow::mediaType)
                    .oneOf(
                            "content_type",
                            List.of("image", "unrecognized"),
                            row -> row.images().isEmpty() ? "unrecognized" : "image")
                    .number("full_size", Answers::size)
                    .time("last_updated", row -> row.moved().at())
                    .time("tag_last_pushed", row -> row.moved().at())
                    .textOrNull(
                            "last_updater_username",
                            row -> Optional.of(row.moved().by()).filter(by -> !by.isEmpty()))
                    .text("tag_status", _ -> "active")
                    .flag("v2", _ -> true)
                    .texts("aliases", TagRow::aliases)
                    .flag("is_immutable", TagRow::isImmutable)
                    .parts("images", TAG_IMAGE, TagRow::images);

    static final Shape<ResultPage<TagRow>> TAG_PAGE = pageOf("TagPage", TAG);

    /// The digest is absent if the tag was deleted.
    static final Shape<TagMove> TAG_MOVE =
            new Shape<TagMove>("TagMove")
                    .maybeText("digest", move -> move.digest().map(Object::toString))
                    .time("moved_at", move -> move.change().at())
                    .text("moved_by", move -> move.change().by());

    static final Shape<List<TagMove>> TAG_HISTORY =
            new Shape<List<TagMove>>("TagHistory")
                    .number("count", moves -> (long) moves.size())
                    .parts("results", TAG_MOVE, moves -> moves);

    /// In the order of the OpenAPI document.
    static final List<Shape<?>> ALL =
            List.of(
                    ERROR,
                    LOGIN,
                    ACCOUNT,
                    TOKEN,
                    TOKEN_PAGE,
                    FOUND,
                    FOUND_PAGE,
                    CARD,
                    CARD_PAGE,
                    PERMISSIONS,
                    REPOSITORY,
                    TAG_IMAGE,
                    TAG,
                    TAG_PAGE,
                    TAG_MOVE,
                    TAG_HISTORY);

    private Answers() {}

    /// A token, as it is at a time.
    record ShownToken(AccessToken token, Instant now) {

        boolean isActive() {
            return token.expiresAt().map(end -> end.isAfter(now)).orElse(Boolean.TRUE);
        }
    }

    /// A repository, and what the caller may do with it.
    record ShownRepository(RepositoryPage page, Right right) {}

    private static <T> Shape<ResultPage<T>> pageOf(String name, Shape<T> result) {
        return new Shape<ResultPage<T>>(name)
                .number("count", ResultPage::total)
                .linkOrNull("next", ResultPage::next)
                .linkOrNull("previous", ResultPage::previous)
                .parts("results", result, ResultPage::results);
    }

    private static String nameInAccount(RepositoryCard card) {
        return card.name().path().substring(card.name().account().length() + 1);
    }

    private static List<String> scopes(Right right) {
        return switch (right) {
            case NONE -> List.of();
            case READ -> List.of("repo:read");
            case WRITE -> List.of("repo:write");
            case ADMIN -> List.of("repo:admin");
        };
    }

    private static long size(TagRow row) {
        return row.images().stream().mapToLong(PlatformImage::size).findFirst().orElse(0);
    }

    /// An image of no platform has an empty first part.
    private static Optional<String> platformPart(PlatformImage image, int number) {
        String[] parts = image.platform().split("/", 3);
        return parts.length > number && !(number == 0 && parts[0].isEmpty())
                ? Optional.of(parts[number])
                : Optional.empty();
    }
}
