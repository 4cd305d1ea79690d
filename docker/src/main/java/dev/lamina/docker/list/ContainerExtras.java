package dev.lamina.docker.list;

import dev.lamina.docker.format.DiskUse;
import dev.lamina.docker.format.Ellipsis;
import dev.lamina.docker.format.Sizes;
import dev.lamina.engine.Engine;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Those columns of `ps` for which more is read than the list of containers.
public final class ContainerExtras {

    private static final int SHORT_MOUNT = 15;

    private final ContainerSummary container;
    private final Engine engine;
    private final boolean full;

    /// @param full whether texts are shown whole
    public ContainerExtras(ContainerSummary container, Engine engine, boolean full) {
        this.container = container;
        this.engine = engine;
        this.full = full;
    }

    /// A container may be removed while the list is printed; it then has nothing more.
    ///
    /// @throws UncheckedIOException if the store cannot be read
    public String field(String name) {
        if (container.status().state() == ContainerStatus.State.DEAD) {
            return "";
        }
        try {
            return switch (name) {
                case "Labels" -> labels();
                case "LocalVolumes" -> Integer.toString(details().volumes().size());
                case "Mounts" -> mounts();
                case "Networks" -> details().network().name().toLowerCase(Locale.ROOT);
                case "Size" -> size();
                default -> "";
            };
        } catch (NotFoundException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the value of a label; empty if it is not set, or the container was removed.
    ///
    /// @throws UncheckedIOException if the store cannot be read
    public String label(String name) {
        try {
            return ContainerFilter.labels(container, engine).getOrDefault(name, "");
        } catch (NotFoundException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContainerDetails details() throws IOException {
        return engine.container(container.id());
    }

    private String labels() throws IOException {
        var texts = new ArrayList<String>();
        for (Map.Entry<String, String> label :
                new TreeMap<>(ContainerFilter.labels(container, engine)).entrySet()) {
            texts.add(label.getKey() + "=" + label.getValue());
        }
        return String.join(",", texts);
    }

    private String mounts() throws IOException {
        var texts = new ArrayList<String>();
        for (List<BindMount> mounts : List.of(details().binds(), details().volumes())) {
            for (BindMount mount : mounts) {
                String source = mount.source().toString();
                texts.add(full ? source : Ellipsis.cut(source, SHORT_MOUNT));
            }
        }
        return String.join(",", texts);
    }

    /// Returns the size of what the container wrote, and with it of all that it sees.
    private String size() throws IOException {
        long written = DiskUse.of(details().upper());
        long all = written + engine.image(container.imageId()).size();
        return Sizes.of(written) + " (virtual " + Sizes.of(all) + ")";
    }
}
