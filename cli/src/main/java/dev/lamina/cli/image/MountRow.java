package dev.lamina.cli.image;

import dev.lamina.docker.list.ImageRow;
import dev.lamina.docker.list.Row;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.image.ImageMount;

import org.jspecify.annotations.Nullable;

/// One row of `lamina mount`: an image and where it is mounted.
final class MountRow implements Row {

    /// The titles of columns.
    static final Struct HEADERS =
            new Struct("header")
                    .put("ID", "IMAGE ID")
                    .put("Image", "IMAGE")
                    .put("MountPoint", "MOUNT POINT");

    private final ImageMount mount;
    private final boolean fullIds;

    MountRow(ImageMount mount, boolean fullIds) {
        this.mount = mount;
        this.fullIds = fullIds;
    }

    @Override
    public String typeName() {
        return "mount";
    }

    @Override
    public Struct headers() {
        return HEADERS;
    }

    @Override
    public @Nullable Object field(String name) {
        return switch (name) {
            case "ID" -> fullIds ? mount.image().toString() : mount.image().shortHex();
            case "Image" ->
                    mount.names().isEmpty() ? ImageRow.NONE : mount.names().getFirst().familiar();
            default -> mount.directory().toString();
        };
    }
}
