package dev.lamina.hub;

import dev.lamina.http.HttpServer;
import dev.lamina.http.Network;
import dev.lamina.http.ServerOptions;
import dev.lamina.http.TlsFiles;
import dev.lamina.hub.access.OwnHost;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.FirstAdministrator;
import dev.lamina.hub.api.Api;
import dev.lamina.hub.api.ApiParts;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.repository.PullCounter;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.catalog.repository.RepositoryTexts;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.repository.Stars;
import dev.lamina.hub.catalog.tag.Activity;
import dev.lamina.hub.catalog.tag.TagRules;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.look.Looks;
import dev.lamina.hub.ops.AccessLog;
import dev.lamina.hub.ops.Operations;
import dev.lamina.hub.protocol.DistributionProtocol;
import dev.lamina.hub.settings.AccessLogTarget;
import dev.lamina.hub.settings.Description;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.hub.upkeep.FirstStart;
import dev.lamina.hub.upkeep.Sweep;
import dev.lamina.hub.upkeep.SweepTimer;
import dev.lamina.hub.web.Pages;
import dev.lamina.hub.web.frame.GateParts;
import dev.lamina.hub.web.frame.ListParts;
import dev.lamina.hub.web.frame.RepositoryParts;
import dev.lamina.hub.web.frame.WebParts;
import dev.lamina.hub.work.Lanes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/// A running hub: a registry that stores and serves images.
///
/// All its state is in its storage; several hubs may run on one.
public final class Hub implements AutoCloseable {

    private final Parts parts;
    private final Storage storage;
    private final HttpServer server;
    private final Operations operations;
    private final Optional<String> firstPassword;

    private Hub(
            Parts parts,
            Storage storage,
            HttpServer server,
            Operations operations,
            Optional<String> firstPassword) {
        this.parts = parts;
        this.storage = storage;
        this.server = server;
        this.operations = operations;
        this.firstPassword = firstPassword;
    }

    /// Starts a hub; when this returns it answers. A start that fails leaves nothing open.
    ///
    /// @throws java.net.BindException if the address is taken, of another machine, or not for this user
    /// @throws IOException if the data directory cannot be used
    /// @throws IllegalArgumentException if passwords would go over the network as they are
    public static Hub start(HubSettings settings) throws IOException {
        var parts = new Parts();
        boolean started = false;
        try {
            Hub hub = start(settings, parts);
            started = true;
            return hub;
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    /// Opens each part after those that it uses.
    private static Hub start(HubSettings settings, Parts parts) throws IOException {
        settings.checkTransport();
        Lanes lanes =
                parts.add(Lanes.start(Runtime.getRuntime().availableProcessors()), Lanes::close);
        Storage storage =
                parts.add(Storage.open(settings.data(), settings.storage()), Storage::close);
        Database database = storage.database();
        BlobStore store = storage.blobs();
        Catalog catalog = new Catalog(database);
        People people = People.open(database, settings);
        FirstStart.check(people.accounts(), database, store);
        FirstAdministrator administrator = people.accounts().firstAdministrator();
        Optional<String> firstPassword =
                administrator.prepare(settings.people().administratorPassword());
        PullCounter pulls = parts.add(PullCounter.start(database), PullCounter::close);
        Operations operations = parts.add(operations(settings, catalog, store), Operations::close);
        var protocol =
                new DistributionProtocol(
                        catalog,
                        new Search(database),
                        store,
                        people.doors().access(),
                        repository -> {
                            pulls.count(repository);
                            operations.metrics().pulled();
                        },
                        lanes,
                        settings.clock());
        var door =
                new FrontDoor(
                        ownHost(settings),
                        protocol,
                        people.doors().tokenService(),
                        api(settings, database, catalog, people, lanes),
                        pages(settings, database, store, catalog, people, lanes),
                        operations.pages());
        HttpServer server;
        try {
            server =
                    parts.add(
                            HttpServer.start(
                                    settings.listen(),
                                    serverOptions(settings.operations()),
                                    door,
                                    operations),
                            HttpServer::close);
        } catch (IOException | RuntimeException e) {
            if (firstPassword.isPresent()) {
                administrator.takeBack();
            }
            throw e;
        }
        operations.watch(server);
        var sweep = new Sweep(catalog, store, settings.clock(), settings.grace());
        parts.add(SweepTimer.start(sweep), SweepTimer::close);
        return new Hub(parts, storage, server, operations, firstPassword);
    }

    private static Optional<OwnHost> ownHost(HubSettings settings) {
        return settings.anonymousPush()
                ? Optional.of(new OwnHost(new PublicAddress(settings.publicAddress())))
                : Optional.empty();
    }

    private static ServerOptions serverOptions(OperationSettings wanted) {
        return ServerOptions.of(
                wanted.tls().map(files -> new TlsFiles(files.certificate(), files.key())),
                wanted.proxies().stream().map(Network::parse).toList());
    }

    private static Operations operations(HubSettings settings, Catalog catalog, BlobStore store)
            throws IOException {
        OperationSettings wanted = settings.operations();
        Optional<AccessLog> log =
                switch (wanted.accessLog()) {
                    case AccessLogTarget.Nowhere() -> Optional.empty();
                    case AccessLogTarget.ToFile(var file) -> Optional.of(AccessLog.toFile(file));
                    case AccessLogTarget.ToStream(var stream) ->
                            Optional.of(AccessLog.toStream(stream));
                };
        return new Operations(
                catalog, store, log, Api::isPath, wanted.metricsArePublic(), settings.clock());
    }

    private static Api api(
            HubSettings settings, Database database, Catalog catalog, People people, Lanes lanes) {
        return new Api(
                new ApiParts(
                        catalog,
                        new Repositories(database),
                        new Search(database),
                        new Stars(database),
                        catalog.tags(),
                        people.accounts(),
                        people.tokens(),
                        people.sessions(),
                        people.rights(),
                        people.authentication(),
                        new PublicAddress(settings.publicAddress()),
                        lanes,
                        settings.clock()));
    }

    private static Pages pages(
            HubSettings settings,
            Database database,
            BlobStore store,
            Catalog catalog,
            People people,
            Lanes lanes)
            throws IOException {
        return new Pages(
                new WebParts(
                        new GateParts(
                                people.authentication(),
                                people.rights(),
                                new PublicAddress(settings.publicAddress()),
                                settings.clock()),
                        new RepositoryParts(
                                catalog,
                                new Repositories(database),
                                new Stars(database),
                                catalog.tags(),
                                new TagRules(database),
                                new Looks(catalog, store, settings.data().resolve(Storage.LOOK))),
                        people.ofPages(),
                        new ListParts(new Search(database), new Activity(database)),
                        lanes));
    }

    /// Where the hub listens, with the real port.
    public InetSocketAddress address() {
        return server.address();
    }

    /// Replaces what is said about a repository, without regard to rights.
    ///
    /// @param repository with its account: `library/nginx`
    /// @throws IllegalArgumentException if a text is too long, the source no link, or there is no
    ///     such repository
    public void describe(String repository, Description description) throws IOException {
        var texts =
                new RepositoryTexts(
                        description.summary(),
                        description.text(),
                        Optional.of(description.source()),
                        Optional.of(description.licence()),
                        description.categories());
        if (!new Repositories(storage.database()).describe(new RepositoryName(repository), texts)) {
            throw new IllegalArgumentException(repository + ": no such repository");
        }
    }

    /// The random password of the account `admin`, if this start has made it; nobody can learn it
    /// later.
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    /// Begins a new access log where the old one was moved away, and reads a certificate again that
    /// has changed. Both also happen by themselves, within seconds.
    public void refresh() {
        operations.reopenLogs();
        server.refreshCertificate();
    }

    /// Stops: requests under way get some seconds to end. Calling it again does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
