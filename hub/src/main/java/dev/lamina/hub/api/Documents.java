package dev.lamina.hub.api;

import dev.lamina.hub.catalog.repository.RepositoryCard;
import dev.lamina.hub.catalog.repository.RepositoryPage;
import dev.lamina.hub.catalog.tag.PlatformImage;
import dev.lamina.hub.catalog.tag.TagRow;

import dev.lamina.hub.account.Right;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answers, with Docker Hub's names where it has them.
final class Documents {

    private Documents() {}

    static Map<String, @Nullable Object> repository(RepositoryPage page, Right right) {
        Map<String, @Nullable Object> document = card(page.card());
        document.put("full_description", page.texts().description());
        document.put("date_registered", page.createdAt().toString());
        document.put("source", page.texts().link().orElse(null));
        document.put("licence", page.texts().licence().orElse(null));
        document.put(
                "permissions",
                Map.of(
                        "read", right.includes(Right.READ),
                        "write", right.includes(Right.WRITE),
                        "admin", right.includes(Right.ADMIN)));
        return document;
    }

    static Map<String, @Nullable Object> card(RepositoryCard card) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        String account = card.name().account();
        document.put("user", account);
        document.put("name", card.name().path().substring(account.length() + 1));
        document.put("namespace", account);
        document.put("repository_type", "image");
        document.put("status", 1L);
        document.put("status_description", "active");
        document.put("description", card.summary());
        document.put("is_private", !card.isPublic());
        document.put("is_automated", false);
        document.put("is_official", card.name().isOfficial());
        document.put("star_count", card.starCount());
        document.put("pull_count", card.pullCount());
        document.put("last_updated", card.lastPush().map(Instant::toString).orElse(null));
        document.put("categories", card.categories());
        document.put("platforms", card.platforms());
        return document;
    }

    /// A result of a search.
    static Map<String, @Nullable Object> found(RepositoryCard card) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("repo_name", card.name().familiar());
        document.put("short_description", card.summary());
        document.put("star_count", card.starCount());
        document.put("pull_count", card.pullCount());
        document.put("is_automated", false);
        document.put("is_official", card.name().isOfficial());
        return document;
    }

    static Map<String, @Nullable Object> tag(TagRow row) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("name", row.name());
        document.put("digest", row.digest().toString());
        document.put("media_type", row.mediaType());
        document.put("content_type", row.images().isEmpty() ? "unrecognized" : "image");
        document.put(
                "full_size",
                row.images().stream().mapToLong(PlatformImage::size).findFirst().orElse(0));
        document.put("last_updated", row.moved().at().toString());
        document.put("tag_last_pushed", row.moved().at().toString());
        document.put("last_updater_username", row.moved().by().isEmpty() ? null : row.moved().by());
        document.put("tag_status", "active");
        document.put("v2", true);
        document.put("aliases", row.aliases());
        document.put("is_immutable", row.isImmutable());
        document.put("images", row.images().stream().map(Documents::image).toList());
        return document;
    }

    private static Map<String, @Nullable Object> image(PlatformImage image) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        String[] parts = image.platform().split("/", 3);
        document.put("os", parts[0].isEmpty() ? null : parts[0]);
        document.put("architecture", parts.length > 1 ? parts[1] : null);
        document.put("variant", parts.length > 2 ? parts[2] : null);
        document.put("digest", image.digest().toString());
        document.put("size", image.size());
        document.put("status", "active");
        return document;
    }

    /// A page of results.
    ///
    /// @param link to the list, with all parameters but the number of the page, which ends it
    static Map<String, @Nullable Object> page(
            List<Map<String, @Nullable Object>> results,
            long total,
            int page,
            int pageSize,
            String link) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("count", total);
        document.put("next", (long) page * pageSize < total ? link + (page + 1) : null);
        document.put("previous", page > 1 ? link + (page - 1) : null);
        document.put("results", results);
        return document;
    }
}
