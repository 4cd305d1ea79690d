package dev.lamina.docker.list;

import dev.lamina.docker.format.Ages;
import dev.lamina.docker.format.Ellipsis;
import dev.lamina.docker.format.Times;
import dev.lamina.docker.template.GoQuote;
import dev.lamina.docker.template.Struct;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One row of `ps`.
public final class ContainerRow implements Row {

    /// The titles of columns.
    public static final Struct HEADERS =
            new Struct("header")
                    .put("Command", "COMMAND")
                    .put("CreatedAt", "CREATED AT")
                    .put("ID", "CONTAINER ID")
                    .put("Image", "IMAGE")
                    .put("Labels", "LABELS")
                    .put("LocalVolumes", "LOCAL VOLUMES")
                    .put("Mounts", "MOUNTS")
                    .put("Names", "NAMES")
                    .put("Networks", "NETWORKS")
                    .put("Ports", "PORTS")
                    .put("RunningFor", "CREATED")
                    .put("Size", "SIZE")
                    .put("State", "STATE")
                    .put("Status", "STATUS")
                    .method("Label", ContainerRow::titleOfLabel);

    private static final int SHORT_ID = 12;
    private static final int SHORT_COMMAND = 20;

    private final ContainerSummary container;
    private final UnaryOperator<String> extras;
    private final UnaryOperator<String> label;
    private final boolean full;
    private final Instant now;

    /// @param extras the columns for which more is read
    /// @param label  the value of a label
    public ContainerRow(
            ContainerSummary container,
            boolean full,
            InstantSource clock,
            UnaryOperator<String> extras,
            UnaryOperator<String> label) {
        this.container = container;
        this.extras = extras;
        this.label = label;
        this.full = full;
        this.now = clock.instant();
    }

    public String id() {
        return full ? container.id() : container.id().substring(0, SHORT_ID);
    }

    @Override
    public String typeName() {
        return "container";
    }

    @Override
    public Struct headers() {
        return HEADERS;
    }

    @Override
    public @Nullable Object field(String name) {
        return switch (name) {
            case "Command" -> command();
            case "CreatedAt" -> Times.go(container.created());
            case "ID" -> id();
            case "Image" -> container.image();
            case "Names" -> container.name();
            case "RunningFor" -> Ages.ago(Optional.of(container.created()), now);
            case "State" -> container.status().state().name().toLowerCase(Locale.ROOT);
            case "Status" -> status(container.status());
            case "Ports" -> "";
            default -> extras.apply(name);
        };
    }

    /// Calls `.Label`, the only method; a label that is not set is empty.
    @Override
    public String call(String method, String argument) {
        return label.apply(argument);
    }

    /// The title over one label: its last part, in words, as Docker has it.
    private static String titleOfLabel(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace('-', ' ').replace('_', ' ');
    }

    private String command() {
        String command = typed(container.command());
        return GoQuote.of(full ? command : Ellipsis.cut(command, SHORT_COMMAND));
    }

    /// An argument with spaces stands in quotes, as Docker shows it.
    private static String typed(List<String> command) {
        var text = new StringBuilder();
        for (String word : command) {
            boolean argument = !text.isEmpty();
            text.append(argument ? " " : "");
            text.append(argument && word.contains(" ") ? "'" + word + "'" : word);
        }
        return text.toString();
    }

    private String status(ContainerStatus status) {
        return switch (status.state()) {
            case CREATED -> "Created";
            case RUNNING -> "Up " + since(status.startedAt());
            case EXITED -> {
                String ago =
                        status.finishedAt().isEmpty() ? "" : since(status.finishedAt()) + " ago";
                yield ("Exited (" + status.exitCode() + ") " + ago).strip();
            }
            case DEAD -> "Dead";
        };
    }

    private String since(Optional<Instant> time) {
        return Ages.of(Duration.between(time.orElse(now), now));
    }
}
