package dev.lamina.engine.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.bundle.DeviceRules;
import dev.lamina.engine.bundle.RootDirectory;
import dev.lamina.engine.bundle.UsualPlaces;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.rootfs.MountTable;
import dev.lamina.engine.value.container.BindMount;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.Mounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mounts in a container's root file system what it sees besides, before the runtime starts. Where
/// each comes to lie is decided here, by the links that are really there (decision 0045).
final class ContainerMounts {

    private final RootDirectory root;
    private final ContainerPaths paths;
    private final DeviceRules devices;
    private final List<BindMount> left = new ArrayList<>();
    private final Map<String, BindMount> places = new LinkedHashMap<>();

    ContainerMounts(RootDirectory root, ContainerPaths paths, DeviceRules devices) {
        this.root = root;
        this.paths = paths;
        this.devices = devices;
    }

    /// Mounts them: a directory before what lies in it, and the files of `/etc` last. At one place
    /// what the user said comes before what the image said, and that before the files of `/etc`.
    ///
    /// @return those that are left to the runtime, because they lie in the file system that it mounts
    ///     at `/dev`; with the places that links lead to
    /// @throws RunFailedException if something cannot be mounted where it is to be
    List<BindMount> make(List<BindMount> mounts) throws IOException {
        checkUsualPlaces();
        findPlaces(mounts);
        for (BindMount mount : inOrder()) {
            make(mount);
        }
        return left;
    }

    /// Returns where the container's command starts; made if it is missing.
    ///
    /// @throws RunFailedException if it cannot start there
    String workingDirectory(String said) throws IOException {
        UsualPlaces.checkWorkingDirectory(said, root.locate(said));
        return root.makeDirectory(said);
    }

    private void findPlaces(List<BindMount> mounts) throws IOException {
        List<BindMount> byRank = new ArrayList<>(mounts);
        byRank.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        for (BindMount mount : byRank) {
            String place = root.locate(mount.destination());
            UsualPlaces.checkMount(mount.destination(), place);
            places.put(place, mount);
        }
    }

    /// Links of the image, and what is said of mounts that hide them, both count: of those whose way
    /// leads through no other mount that is still to be made, the least deep comes next.
    private List<BindMount> inOrder() {
        List<String> waiting = new ArrayList<>(places.keySet());
        waiting.sort(
                (one, other) -> {
                    int files = Boolean.compare(isEtcFile(one), isEtcFile(other));
                    return files != 0 ? files : Integer.compare(depth(one), depth(other));
                });
        List<BindMount> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int next = 0;
            while (leadsThroughOne(waiting.get(next), waiting)) {
                next++;
            }
            order.add(places.get(waiting.remove(next)));
        }
        return order;
    }

    private boolean isEtcFile(String place) {
        return rank(places.get(place)) == 0;
    }

    private static int depth(String place) {
        return Path.of(place).getNameCount();
    }

    private boolean leadsThroughOne(String place, List<String> waiting) {
        String way = places.get(place).destination();
        return waiting.stream()
                .anyMatch(other -> way.startsWith(places.get(other).destination() + "/"));
    }

    /// The higher rank wins where two have one place: files of `/etc`, the container's own
    /// volumes, what the user shows of the host.
    private int rank(BindMount mount) {
        if (mount.source().startsWith(paths.etc())) {
            return 0;
        }
        return mount.source().startsWith(paths.volumes()) ? 1 : 2;
    }

    /// The runtime follows links when it mounts its own file systems; there must be none.
    private void checkUsualPlaces() throws RunFailedException {
        for (String place : UsualPlaces.ALL) {
            Path directory = inside(place);
            if (Files.exists(directory, NOFOLLOW_LINKS)
                    && !Files.isDirectory(directory, NOFOLLOW_LINKS)) {
                throw refuse(place + " of the image: expected a directory, got a link or a file");
            }
        }
    }

    /// Links that lie in a mount made before count too.
    private void make(BindMount mount) throws IOException {
        String said = mount.destination();
        boolean directory = Files.isDirectory(mount.source());
        String place = directory ? root.makeDirectory(said) : makeFile(mount);
        UsualPlaces.checkMount(mount.destination(), place);
        if (UsualPlaces.isDevice(place)) {
            if (place.equals(UsualPlaces.DEVICES) && rank(mount) == 1) {
                // Runtimes use /dev/null of the container to mask what is the kernel's: the image's
                // own would be one for /proc/keys.
                throw refuse(
                        "volume at " + said + ": expected a place outside /dev, got /dev itself");
            }
            leave(new BindMount(mount.source(), place, mount.readOnly()));
            return;
        }
        Path target = inside(place);
        if (Files.isDirectory(target, NOFOLLOW_LINKS) != directory) {
            throw refuse(
                    name(mount)
                            + ": expected "
                            + (directory
                                    ? "a directory there, got a file"
                                    : "a file there, got a directory"));
        }
        bind(mount, target);
    }

    /// The files of `/etc` need a place to lie over, also in a directory that the user puts there.
    private String makeFile(BindMount mount) throws IOException {
        String said = mount.destination();
        try {
            return root.makeFile(said);
        } catch (RunFailedException e) {
            Path file = Path.of(root.locate(said));
            BindMount above = places.get(file.getParent().toString());
            if (rank(mount) != 0
                    || above == null
                    || Files.exists(inside(file.toString()), NOFOLLOW_LINKS)) {
                throw e;
            }
            throw refuse(
                    name(above)
                            + ": expected files hostname, hosts and resolv.conf in it, over which"
                            + " those of the container lie"
                            + (above.readOnly()
                                    ? ", or no ':ro'"
                                    : ", or that they can be made there")
                            + ", got no "
                            + file.getFileName());
        }
    }

    /// The runtime would follow links that are in a directory which takes the place of `/dev`.
    private void leave(BindMount mount) throws IOException {
        for (BindMount above : left) {
            String place = mount.destination();
            if (place.startsWith(above.destination() + "/")) {
                String below = place.substring(above.destination().length());
                if (!new RootDirectory(above.source()).locate(below).equals(below)) {
                    throw refuse(
                            "mount at "
                                    + place
                                    + ": expected a path without links in "
                                    + above.source()
                                    + ", got one");
                }
            }
        }
        left.add(mount);
    }

    private void bind(BindMount mount, Path target) throws IOException {
        String source = mount.source().toString();
        Mounts.mount(source, target, "none", Mounts.BIND | Mounts.RECURSIVE, "");
        long flags = mount.readOnly() ? Mounts.READ_ONLY : 0;
        flags |= devices.areOpen(mount.source()) ? 0 : Mounts.NO_DEVICES;
        if (flags != 0) {
            Mounts.restrict(target, flags);
        }
        if (!MountTable.hasAt(target)) {
            throw refuse(
                    name(mount)
                            + ": expected that nobody changes the way there meanwhile, got a link");
        }
    }

    /// The name by which people know it: only that of the user has a source that somebody said.
    private String name(BindMount mount) {
        return rank(mount) == 2
                ? "mount of " + mount.source() + " at " + mount.destination()
                : "volume at " + mount.destination();
    }

    private Path inside(String place) {
        return root.root().resolve(place.substring(1));
    }

    private static RunFailedException refuse(String message) {
        return new RunFailedException(RunFailedException.NOT_MADE, message);
    }
}
