package dev.lamina.docker.list;

import dev.lamina.docker.format.Ages;
import dev.lamina.docker.format.Ellipsis;
import dev.lamina.docker.format.Sizes;
import dev.lamina.docker.format.Times;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.image.ImageConfig.History;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One row of `image history`: a step in the making of an image.
public final class HistoryRow implements Row {

    public static final Struct HEADERS =
            new Struct("header")
                    .put("Comment", "COMMENT")
                    .put("CreatedAt", "CREATED AT")
                    .put("CreatedBy", "CREATED BY")
                    .put("CreatedSince", "CREATED")
                    .put("ID", "IMAGE")
                    .put("Size", "SIZE");

    private static final String MISSING = "<missing>";
    private static final int CREATED_BY_WIDTH = 45;

    private final String id;
    private final History step;
    private final long size;
    private final Form form;

    private HistoryRow(String id, History step, long size, Form form) {
        this.id = id;
        this.step = step;
        this.size = size;
        this.form = form;
    }

    /// The way in which values are shown.
    ///
    /// @param full  whether texts are shown whole
    /// @param human whether ages and sizes are for people
    public record Form(boolean full, boolean human, Instant now) {}

    /// Returns the steps of an image, the last first. Only the last step makes the image: those
    /// before made images that no longer are, hence have no ID.
    public static List<HistoryRow> of(ImageDetails image, Form form) {
        List<History> steps = new ArrayList<>(image.config().history());
        int layers = 0;
        for (History step : steps) {
            layers += step.emptyLayer() ? 0 : 1;
        }
        while (layers < image.layerSizes().size()) {
            steps.add(unknown());
            layers++;
        }
        var rows = new ArrayList<HistoryRow>(steps.size());
        int layer = 0;
        for (int i = 0; i < steps.size(); i++) {
            History step = steps.get(i);
            boolean sized = !step.emptyLayer() && layer < image.layerSizes().size();
            long size = sized ? image.layerSizes().get(layer++) : 0;
            String id = i < steps.size() - 1 ? MISSING : id(image, form);
            rows.add(new HistoryRow(id, step, size, form));
        }
        Collections.reverse(rows);
        return rows;
    }

    /// A layer that the history does not tell of.
    private static History unknown() {
        return new History(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static String id(ImageDetails image, Form form) {
        return form.full() ? image.id().toString() : image.id().shortHex();
    }

    public String id() {
        return id;
    }

    @Override
    public String typeName() {
        return "history";
    }

    @Override
    public Struct headers() {
        return HEADERS;
    }

    @Override
    public @Nullable Object field(String name) {
        return switch (name) {
            case "ID" -> id;
            case "CreatedSince" -> form.human() ? Ages.ago(step.created(), form.now()) : time();
            case "CreatedAt" -> time();
            case "CreatedBy" -> createdBy();
            case "Size" -> form.human() ? Sizes.of(size) : Long.toString(size);
            default -> step.comment().isPresent() ? step.comment().get() : "";
        };
    }

    private String time() {
        return step.created().isPresent() ? Times.rfc3339(step.created().get()) : "N/A";
    }

    private String createdBy() {
        String text = step.createdBy().isPresent() ? step.createdBy().get() : "";
        String line = text.replace('\t', ' ').replace('\n', ' ');
        return form.full() ? line : Ellipsis.cut(line, CREATED_BY_WIDTH);
    }
}
