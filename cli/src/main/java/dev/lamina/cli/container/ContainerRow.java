package dev.lamina.cli.container;

import dev.lamina.cli.format.Ages;
import dev.lamina.cli.format.Ellipsis;
import dev.lamina.cli.format.Times;
import dev.lamina.cli.template.Fields;
import dev.lamina.cli.template.GoQuote;
import dev.lamina.cli.template.Struct;
import dev.lamina.engine.run.ContainerStatus;
import dev.lamina.engine.run.ContainerSummary;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One row of `ps`.
final class ContainerRow implements Fields {

    /// The titles of columns.
    static final Struct HEADERS =
            new Struct("header")
                    .put("Command", "COMMAND")
                    .put("CreatedAt", "CREATED AT")
                    .put("ID", "CONTAINER ID")
                    .put("Image", "IMAGE")
                    .put("Names", "NAMES")
                    .put("Ports", "PORTS")
                    .put("RunningFor", "CREATED")
                    .put("State", "STATE")
                    .put("Status", "STATUS");

    private static final int SHORT_ID = 12;
    private static final int SHORT_COMMAND = 20;

    private final ContainerSummary container;
    private final boolean full;
    private final Instant now;

    ContainerRow(ContainerSummary container, boolean full, InstantSource clock) {
        this.container = container;
        this.full = full;
        this.now = clock.instant();
    }

    String id() {
        return full ? container.id() : container.id().substring(0, SHORT_ID);
    }

    @Override
    public String typeName() {
        return "container";
    }

    @Override
    public List<String> fieldNames() {
        return HEADERS.fieldNames();
    }

    @Override
    public boolean hasField(String name) {
        return HEADERS.hasField(name);
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
            default -> "";
        };
    }

    private String command() {
        String command = String.join(" ", container.command());
        return GoQuote.of(full ? command : Ellipsis.cut(command, SHORT_COMMAND));
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
        };
    }

    private String since(Optional<Instant> time) {
        return Ages.of(Duration.between(time.orElse(now), now));
    }
}
