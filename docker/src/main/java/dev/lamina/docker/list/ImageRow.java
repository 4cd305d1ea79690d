package dev.lamina.docker.list;

import dev.lamina.docker.format.Ages;
import dev.lamina.docker.format.Sizes;
import dev.lamina.docker.format.Times;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.image.ImageSummary;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One row of `image ls`: an image under one of its tags.
public final class ImageRow implements Row {

    public static final String NONE = "<none>";

    /// The titles of columns.
    public static final Struct HEADERS =
            new Struct("header")
                    .put("Containers", "CONTAINERS")
                    .put("CreatedAt", "CREATED AT")
                    .put("CreatedSince", "CREATED")
                    .put("Digest", "DIGEST")
                    .put("ID", "IMAGE ID")
                    .put("Repository", "REPOSITORY")
                    .put("SharedSize", "SHARED SIZE")
                    .put("Size", "SIZE")
                    .put("Tag", "TAG")
                    .put("UniqueSize", "UNIQUE SIZE")
                    .put("VirtualSize", "VIRTUAL SIZE");

    private final ImageSummary image;
    private final String repository;
    private final String tag;
    private final String digest;
    private final boolean fullIds;
    private final Instant now;

    ImageRow(
            ImageSummary image,
            String repository,
            String tag,
            String digest,
            boolean fullIds,
            Instant now) {
        this.image = image;
        this.repository = repository;
        this.tag = tag;
        this.digest = digest;
        this.fullIds = fullIds;
        this.now = now;
    }

    public String id() {
        return fullIds ? image.id().toString() : image.id().shortHex();
    }

    @Override
    public String typeName() {
        return "image";
    }

    @Override
    public Struct headers() {
        return HEADERS;
    }

    @Override
    public @Nullable Object field(String name) {
        return switch (name) {
            case "ID" -> id();
            case "Repository" -> repository;
            case "Tag" -> tag;
            case "Digest" -> digest;
            case "CreatedSince" -> Ages.ago(image.created(), now);
            case "CreatedAt" ->
                    image.created().isPresent() ? Times.go(image.created().get()) : "N/A";
            case "Size" -> Sizes.of(image.size());
            case "VirtualSize" -> Sizes.of(image.size(), 4);
            default -> "N/A";
        };
    }
}
