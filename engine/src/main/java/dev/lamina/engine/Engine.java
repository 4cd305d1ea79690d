package dev.lamina.engine;

import dev.lamina.engine.images.ImageEntry;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.rootfs.ImageMounts;
import dev.lamina.engine.run.Containers;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.transfer.Pull;
import dev.lamina.engine.transfer.Push;
import dev.lamina.engine.value.container.ContainerChange;
import dev.lamina.engine.value.container.ContainerDetails;
import dev.lamina.engine.value.container.ContainerSummary;
import dev.lamina.engine.value.container.InstalledRuntime;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.engine.value.container.RunOptions;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageMount;
import dev.lamina.engine.value.image.ImagePlaces;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.engine.value.image.PushResult;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.engine.value.image.StoreDirectories;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.InvalidReferenceException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.PlatformOrder;
import dev.lamina.image.Reference;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.ContentStream;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Tree;
import dev.lamina.registry.LoginResult;
import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.DockerCredentials;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Images on this machine, and their way from and to registries.
///
/// Opening one is cheap: the registry client, its configuration and native code are loaded when a
/// call needs them. All methods may be called by several threads at once.
public final class Engine implements AutoCloseable {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final EngineSettings settings;
    private final Images images;
    private final Store store;
    private final Remote remote;
    private final GzipDecoders gzip;

    private Engine(EngineSettings settings, Images images) {
        this.settings = settings;
        this.images = images;
        this.store = images.store();
        this.remote = new Remote(settings);
        this.gzip = new GzipDecoders(settings.environment());
    }

    /// Opens an engine.
    public static Engine open(EngineSettings settings) {
        var paths = new StorePaths(settings.root());
        var hashing = new NativeHashing(settings.environment());
        return new Engine(settings, Images.open(paths, hashing));
    }

    /// Does what is slow in the first pull of a process and needs no engine. Nothing depends on it; a
    /// thread beside the first steps is the place for it.
    ///
    /// @param environment of the process
    public static void preparePulls(Map<String, String> environment) {
        new NativeHashing(environment).begin(DigestAlgorithm.SHA256);
    }

    public EngineSettings settings() {
        return settings;
    }

    /// Refuses a root that is a file, or a directory of something else: it is no empty store.
    ///
    /// @throws IOException if it is such a one
    public void checkRoot() throws IOException {
        store.checkRoot();
    }

    /// Returns where the store keeps what takes room on the disk.
    public StoreDirectories directories() {
        StorePaths paths = store.paths();
        return new StoreDirectories(
                paths.blobs(), paths.layers(), paths.unions(), paths.containers());
    }

    /// Returns the files out of which an image is mounted, whether they are there or not.
    public ImagePlaces places(ImageDetails image) {
        List<Path> tars = new ArrayList<>();
        for (DiffId layer : image.config().diffIds()) {
            tars.add(store.paths().tar(layer));
        }
        Optional<ChainId> union = image.chainId();
        return new ImagePlaces(
                union.isPresent()
                        ? Optional.of(store.paths().union(union.get()))
                        : Optional.empty(),
                tars);
    }

    /// The registry that a name without one means.
    public String defaultRegistry() throws IOException {
        return remote.config().defaultRegistry();
    }

    /// Asks a registry whether it accepts a user, and keeps the credentials if so.
    ///
    /// @param registry its host with its port
    /// @return the file that now keeps them unencrypted; nothing if a credential helper keeps them
    public Optional<Path> login(String registry, String user, String password) throws IOException {
        LoginResult result = remote.client().login(registry, user, password);
        credentials().store(registry, result.credential());
        return credentials().unencrypted(registry);
    }

    /// Returns the user whose password is kept for a registry.
    public Optional<String> knownUser(String registry) throws IOException {
        return knownPassword(registry).map(Credential.Password::user);
    }

    /// Asks a registry whether it still accepts the user and the password that are kept for it.
    ///
    /// @throws NotFoundException if none are
    public void loginAsKnownUser(String registry) throws IOException {
        Credential.Password known =
                knownPassword(registry)
                        .orElseThrow(() -> new NotFoundException("credentials", registry));
        remote.client().login(registry, known.user(), known.password());
    }

    private Optional<Credential.Password> knownPassword(String registry) throws IOException {
        return credentials()
                .find(registry)
                .filter(Credential.Password.class::isInstance)
                .map(Credential.Password.class::cast);
    }

    /// Forgets the credentials for a registry.
    ///
    /// @return whether there were any
    public boolean logout(String registry) throws IOException {
        return credentials().erase(registry);
    }

    private DockerCredentials credentials() {
        return DockerCredentials.of(settings.environment(), settings.home());
    }

    /// Reads a reference that a user typed; one without a registry means the configured default
    /// registry. A missing tag stays missing.
    public Reference reference(String text) throws IOException {
        return Reference.parse(text, remote.config().defaultRegistry());
    }

    /// Brings an image into the store. On return it is complete, verified, on disk, and named by
    /// the reference; on failure no reference has changed.
    ///
    /// @throws NotFoundException if the registry has no such image, or none for the platform
    public PullResult pull(Reference reference, PullOptions options, TransferListener listener)
            throws IOException {
        return pull().run(reference, options, listener);
    }

    private Pull pull() throws IOException {
        return new Pull(images, remote.client(), gzip, wantedPlatform());
    }

    /// The machine's own platform stands for all that its processor can do, one that somebody named
    /// for what its name says.
    private Platform wantedPlatform() {
        return isPlatformSaid() ? settings.platform() : HostLevel.of(host(), CPU_INFO);
    }

    private boolean isPlatformSaid() {
        String said = settings.environment().getOrDefault(EngineSettings.PLATFORM_VARIABLE, "");
        return !said.isEmpty() || !settings.platform().equals(host());
    }

    private static Platform host() {
        return Platform.ofHost(System.getProperty("os.arch"));
    }

    /// Lists the tags that a repository has at its registry.
    public List<String> remoteTags(Reference repository) throws IOException {
        return remote.client().listTags(repository);
    }

    /// Sends an image of the store to the registry that the reference names. The manifest keeps its
    /// exact bytes, and with them its digest.
    ///
    /// @throws NotFoundException if the store has no image of this reference
    public PushResult push(Reference reference, TransferListener listener) throws IOException {
        return new Push(images, remote.client()).run(reference, listener);
    }

    /// Gives an image a further reference, with the tag `latest` if it has none.
    ///
    /// @throws NotFoundException if there is no image `source`
    public void tag(String source, Reference target) throws IOException {
        images.tag(stored(source), target.withDefaultTag());
    }

    /// Removes a reference, and with the last one the image; see [Images#remove].
    public List<Removal> remove(String nameOrId, boolean force) throws IOException {
        return images.remove(stored(nameOrId), force);
    }

    /// Lists what images are called, tags and digests, in the order of the list of images. No image is read.
    public List<Reference> references() throws IOException {
        List<Reference> references = new ArrayList<>();
        for (ImageEntry entry : images.list().read()) {
            entry.reference().ifPresent(references::add);
        }
        return references;
    }

    /// Lists the images, the youngest first.
    public List<ImageSummary> images() throws IOException {
        return images.summaries();
    }

    /// Lists the images that have a wanted name, the youngest first; what else they are called may be
    /// left out.
    public List<ImageSummary> images(Predicate<Reference> names) throws IOException {
        return images.summaries(names);
    }

    /// Finds an image by reference, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    public ImageDetails image(String nameOrId) throws IOException {
        return images.find(stored(nameOrId));
    }

    /// Opens a file of an image where it lies in its layer's tar: nothing is mounted, and no
    /// privilege is needed. Symbolic links are followed inside the image.
    ///
    /// @throws NotFoundException if there is no such image, or no such regular file in it
    public InputStream openFile(String nameOrId, TreePath path) throws IOException {
        if (tree(nameOrId).resolve(path) instanceof FileNode file) {
            return openFile(file);
        }
        throw new NotFoundException("regular file in the image", path.toString());
    }

    /// Opens a file of a tree that this engine gave.
    public InputStream openFile(FileNode file) throws IOException {
        FileChannel tar = FileChannel.open(store.tar(file.layer()));
        return new ContentStream(tar, file.content());
    }

    /// Returns all files of an image. Nothing is mounted, and no privilege is needed.
    ///
    /// @throws NotFoundException if there is no such image
    public Tree tree(String nameOrId) throws IOException {
        return store.tree(image(nameOrId).config().diffIds());
    }

    /// Runs a container of an image, in the foreground: its output goes to the caller's, and signals
    /// that the caller gets go to it.
    ///
    /// @return the exit status of its command, 128 plus the signal if one ended it
    /// @throws RunFailedException if it could not be run
    public int run(RunOptions options) throws IOException {
        return run(options, () -> {});
    }

    /// Runs a container, and tells right before its command is started, when all is prepared for it; see
    /// [Containers#run].
    public int run(RunOptions options, Runnable starting) throws IOException {
        return containers().run(options.withImage(stored(options.image())), starting);
    }

    /// Returns what this machine runs, if that is why an image may not run here: nobody asked for another
    /// platform, and the image is for one that this machine does not serve.
    public Optional<Platform> mismatchedHost(Platform image) {
        if (PlatformOrder.of(settings.platform()).serves(image) || isPlatformSaid()) {
            return Optional.empty();
        }
        return Optional.of(wantedPlatform()).filter(host -> !PlatformOrder.of(host).serves(image));
    }

    /// Lists the containers, the youngest first.
    ///
    /// @param all also those that do not run
    public List<ContainerSummary> containers(boolean all) throws IOException {
        return containers().list(all);
    }

    /// Finds a container by name, by ID or by the beginning of an ID.
    ///
    /// @throws NotFoundException if there is none
    public ContainerDetails container(String nameOrId) throws IOException {
        return containers().details(nameOrId);
    }

    /// Asks a container to end, and kills it if that takes too long; see [Containers#stop].
    public void stopContainer(String nameOrId, Optional<String> signal, OptionalInt seconds)
            throws IOException {
        containers().stop(nameOrId, signal, seconds);
    }

    /// Sends a signal to a container; see [Containers#kill].
    public void killContainer(String nameOrId, String signal) throws IOException {
        containers().kill(nameOrId, signal);
    }

    /// Removes a container and what it wrote.
    ///
    /// @param force also if it runs; then it is killed first
    /// @throws NotFoundException if there is none
    public void removeContainer(String nameOrId, boolean force) throws IOException {
        containers().remove(nameOrId, force);
    }

    /// Lists what a container changed in its root file system, by path.
    ///
    /// @throws NotFoundException if there is none
    public List<ContainerChange> containerChanges(String nameOrId) throws IOException {
        return containers().changes(nameOrId);
    }

    /// Lists the programs that run containers here, the one for those without a terminal first.
    public List<InstalledRuntime> containerRuntimes() throws IOException {
        return Containers.runtimes(settings.environment());
    }

    /// Lists the kernel's security modules that containers here are subject to: `apparmor`, `selinux`.
    public List<String> securityModules() throws IOException {
        return Containers.securityModules(settings.environment());
    }

    private Containers containers() {
        return new Containers(images, settings.environment());
    }

    /// Mounts an image, read-only, until [#unmount]; one that is mounted stays so.
    ///
    /// @return the directory
    public Path mount(String nameOrId) throws IOException {
        return new ImageMounts(images, settings.environment()).mount(stored(nameOrId));
    }

    /// Lists the images that are mounted.
    public List<ImageMount> mounts() throws IOException {
        return new ImageMounts(images, settings.environment()).list();
    }

    /// Lists the directories that [#unmount] ends: those of all mounts, also of those that a restart of
    /// the machine ended.
    public List<Path> mountDirectories() throws IOException {
        return new ImageMounts(images, settings.environment()).directories();
    }

    /// Ends a mount.
    ///
    /// @param image a reference, an ID, or the directory
    /// @return whether there was one
    public boolean unmount(String image) throws IOException {
        return new ImageMounts(images, settings.environment()).unmount(stored(image));
    }

    /// Finds out how images are mounted here, by trying.
    public MountSupport mountSupport() {
        return new ImageMounts(images, settings.environment()).support();
    }

    /// Completes a name with another default registry than Docker Hub, if one is configured and the
    /// store has an image of that name there.
    private String stored(String nameOrId) throws IOException {
        String defaultRegistry = remote.config().defaultRegistry();
        if (defaultRegistry.equals(Reference.DOCKER_HUB)) {
            return nameOrId;
        }
        try {
            Reference name = Reference.parse(nameOrId, defaultRegistry).withDefaultTag();
            return images.list().names(name) ? name.toString() : nameOrId;
        } catch (InvalidReferenceException e) {
            return nameOrId;
        }
    }

    @Override
    public void close() {
        remote.close();
    }
}
