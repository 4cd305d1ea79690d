package dev.lamina.hub.api;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// The schemas of all answers, by the names that the OpenAPI document gives them.
final class Schemas {

    /// The name of the schema of every answer that grants nothing.
    static final String ERROR = "Error";

    private Schemas() {}

    static Map<String, @Nullable Object> all() {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put(ERROR, new Schema().text("message").text("detail").document());
        all.put("Login", new Schema().text("token").document());
        all.put("Account", account().document());
        all.put("Token", token().document());
        all.put("TokenPage", pageOf("Token").document());
        all.put("Found", found().document());
        all.put("FoundPage", pageOf("Found").document());
        all.put("RepositoryCard", card().document());
        all.put("RepositoryPage", pageOf("RepositoryCard").document());
        all.put("Permissions", new Schema().flag("read").flag("write").flag("admin").document());
        all.put("Repository", repository().document());
        all.put("TagImage", tagImage().document());
        all.put("Tag", tag().document());
        all.put("TagPage", pageOf("Tag").document());
        all.put(
                "TagMove",
                new Schema().maybeText("digest").time("moved_at").text("moved_by").document());
        all.put("TagHistory", new Schema().number("count").parts("results", "TagMove").document());
        return all;
    }

    private static Schema account() {
        return new Schema()
                .text("username")
                .text("full_name")
                .oneOf("type", "User", "Organization")
                .time("date_joined");
    }

    private static Schema token() {
        return new Schema()
                .text("uuid")
                .text("token_label")
                .texts("scopes")
                .oneOf("generated_by", "manual", "login")
                .time("created_at")
                .timeOrNull("last_used")
                .timeOrNull("expires_at")
                .flag("is_active");
    }

    private static Schema found() {
        return new Schema()
                .text("repo_name")
                .text("short_description")
                .number("star_count")
                .number("pull_count")
                .flag("is_automated")
                .flag("is_official");
    }

    private static Schema card() {
        return new Schema()
                .text("user")
                .text("name")
                .text("namespace")
                .text("repository_type")
                .number("status")
                .text("status_description")
                .text("description")
                .flag("is_private")
                .flag("is_automated")
                .flag("is_official")
                .number("star_count")
                .number("pull_count")
                .timeOrNull("last_updated")
                .texts("categories")
                .texts("platforms");
    }

    /// What is shown of a repository alone.
    private static Schema repository() {
        return card().text("full_description")
                .time("date_registered")
                .textOrNull("source")
                .textOrNull("licence")
                .part("permissions", "Permissions");
    }

    private static Schema tag() {
        return new Schema()
                .text("name")
                .text("digest")
                .text("media_type")
                .oneOf("content_type", "image", "unrecognized")
                .number("full_size")
                .time("last_updated")
                .time("tag_last_pushed")
                .textOrNull("last_updater_username")
                .text("tag_status")
                .flag("v2")
                .texts("aliases")
                .flag("is_immutable")
                .parts("images", "TagImage");
    }

    private static Schema tagImage() {
        return new Schema()
                .textOrNull("os")
                .textOrNull("architecture")
                .textOrNull("variant")
                .text("digest")
                .number("size")
                .text("status");
    }

    private static Schema pageOf(String schema) {
        return new Schema().number("count").link("next").link("previous").parts("results", schema);
    }
}
