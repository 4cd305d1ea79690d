package dev.lamina.docker.list;

import dev.lamina.docker.format.Filters;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The conditions of `ps --filter`: each name must be fulfilled by one of its values, `label` by
/// all.
public final class ContainerFilter {

    private static final List<String> KNOWN =
            List.of(
                    "id",
                    "name",
                    "status",
                    "exited",
                    "ancestor",
                    "label",
                    "before",
                    "since",
                    "network",
                    "volume");
    private static final Set<String> STATES =
            Set.of("created", "running", "paused", "restarting", "removing", "exited", "dead");

    private final Filters filters;
    private final Engine engine;
    private final Set<String> ancestors = new HashSet<>();

    /// @throws NotFoundException if a condition names a container that is not there
    public ContainerFilter(List<String> conditions, Engine engine) throws IOException {
        this.filters = Filters.parse(conditions, KNOWN);
        this.engine = engine;
        for (String state : filters.texts("status")) {
            if (!STATES.contains(state)) {
                throw new IllegalArgumentException(
                        "filter status: expected created, running or exited, got '" + state + "'");
            }
        }
        for (String image : filters.texts("ancestor")) {
            addAncestor(image);
        }
    }

    /// An image that is not here has no containers.
    private void addAncestor(String image) throws IOException {
        try {
            ancestors.add(engine.image(image).id().toString());
        } catch (NotFoundException e) {
            ancestors.add(image);
        }
    }

    /// Tells whether also containers are looked at that do not run.
    public boolean wantsAll() {
        return !filters.texts("status").isEmpty();
    }

    public boolean matches(ContainerSummary container) throws IOException {
        return any("id", id -> container.id().startsWith(id))
                && any(
                        "name",
                        name ->
                                Pattern.compile(name).matcher(container.name()).find()
                                        || Pattern.compile(name)
                                                .matcher("/" + container.name())
                                                .find())
                && any("status", state(container.status())::equals)
                && any("exited", code -> hasExited(container.status(), code))
                && any("ancestor", image -> ancestors.contains(container.imageId()))
                && isBetween(container)
                && detailsMatch(container);
    }

    private static String state(ContainerStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    private static boolean hasExited(ContainerStatus status, String code) {
        try {
            return status.state() == ContainerStatus.State.EXITED
                    && status.exitCode() == Integer.parseInt(code);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "filter exited: expected an exit status, got '" + code + "'", e);
        }
    }

    private boolean isBetween(ContainerSummary container) throws IOException {
        for (String other : filters.texts("before")) {
            if (!container.created().isBefore(created(other))) {
                return false;
            }
        }
        for (String other : filters.texts("since")) {
            if (!container.created().isAfter(created(other))) {
                return false;
            }
        }
        return true;
    }

    private Instant created(String container) throws IOException {
        return engine.container(container).summary().created();
    }

    /// Reads more of the container only if a condition needs it.
    private boolean detailsMatch(ContainerSummary container) throws IOException {
        if (Stream.of("network", "volume", "label")
                .allMatch(name -> filters.texts(name).isEmpty())) {
            return true;
        }
        if (container.status().state() == ContainerStatus.State.DEAD) {
            return false;
        }
        ContainerDetails details = engine.container(container.id());
        String network = details.network().name().toLowerCase(Locale.ROOT);
        return any("network", network::equals)
                && any("volume", volume -> sees(details, volume))
                && filters.labelsMatch(labels(container, engine));
    }

    private static boolean sees(ContainerDetails details, String volume) {
        return Stream.concat(details.binds().stream(), details.volumes().stream())
                .anyMatch(mount -> isNamed(mount, volume));
    }

    private static boolean isNamed(BindMount mount, String volume) {
        return mount.source().toString().equals(volume) || mount.destination().equals(volume);
    }

    /// A container has the labels of its image; none if that was removed by force.
    static Map<String, String> labels(ContainerSummary container, Engine engine)
            throws IOException {
        try {
            return engine.image(container.imageId()).config().config().labels();
        } catch (NotFoundException e) {
            return Map.of();
        }
    }

    private boolean any(String name, Predicate<String> condition) {
        List<String> values = filters.texts(name);
        return values.isEmpty() || values.stream().anyMatch(condition);
    }
}
