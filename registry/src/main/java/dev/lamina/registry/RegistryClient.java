package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.CredentialStore;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.Transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Speaks to registries (OCI distribution-spec 1.1, and what Docker Hub does besides).
///
/// What is pulled is looked for at the mirrors of its registry first; what is pushed goes to the
/// registry itself. Requests that failed for a moment are repeated, with growing waits. All methods
/// may be called by several threads at once.
///
/// Unless said otherwise a method throws [RegistryException] if a registry refuses or is not there,
/// and [NotFoundException] if it has no such thing.
public final class RegistryClient implements AutoCloseable {

    private final ClientOptions options;
    private final Servers servers;
    private final Transport transport;
    private final Authorizer authorizer;
    private final RetryPolicy retry;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;
    private final Mounts mounts;
    private final Tags tags;

    /// Creates a client. It connects when it is first used.
    public RegistryClient(
            RegistryConfig config, CredentialStore credentials, ClientOptions options) {
        this.options = options;
        this.transport = options.transport(config);
        this.servers = new Servers(new Endpoints(config, transport::hasCertificates));
        this.retry = new RetryPolicy(options, RetryListener.NONE);
        this.authorizer = authorizer(credentials, false);
        var exchange = new Exchange(transport, authorizer, retry);
        this.manifests = new Manifests(exchange);
        this.blobs = new Blobs(exchange);
        this.uploads = new Uploads(exchange);
        this.mounts = new Mounts(servers, uploads);
        this.tags = new Tags(exchange);
    }

    private RegistryClient(RegistryClient other, RetryListener listener) {
        this.options = other.options;
        this.transport = other.transport;
        this.servers = other.servers;
        this.authorizer = other.authorizer;
        this.mounts = other.mounts;
        this.retry = other.retry.telling(listener);
        var exchange = new Exchange(transport, authorizer, retry);
        this.manifests = new Manifests(exchange);
        this.blobs = new Blobs(exchange);
        this.uploads = new Uploads(exchange);
        this.tags = new Tags(exchange);
    }

    /// Returns this client, with connections, tokens and all it knows, for somebody who wants to
    /// hear when it waits to send something again. Only one of them is to be closed.
    public RegistryClient telling(RetryListener listener) {
        return new RegistryClient(this, listener);
    }

    private Authorizer authorizer(CredentialStore credentials, boolean offline) {
        var tokens = new TokenEndpoint(transport, retry, options.clock(), offline);
        return new Authorizer(credentials, tokens, options.clock());
    }

    /// Fetches a manifest or an image index: its exact bytes, which have the digest of the
    /// reference, if that has one, and the digest that the registry claims.
    ///
    /// @param accept the media types that are understood, the most wanted first
    /// @throws dev.lamina.image.DigestMismatchException if the bytes are others
    public ManifestResponse fetchManifest(Reference reference, List<String> accept)
            throws IOException {
        return servers.pull(
                reference.registry(), endpoint -> manifests.fetch(endpoint, reference, accept));
    }

    /// Asks what a reference names now, without fetching it; absent if there is none, or the
    /// registry does not say: some refuse the question in one way or another, and answer when they
    /// are asked for the manifest itself.
    public Optional<Descriptor> headManifest(Reference reference) throws IOException {
        try {
            return servers.pull(
                    reference.registry(),
                    endpoint -> manifests.head(endpoint, reference, MediaType.MANIFESTS));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RegistryException e) {
            boolean refused = e.status() / 100 == 4 && e.status() != 429 || e.status() == 501;
            if (refused) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Opens a blob's bytes from `offset` on: exactly as many as its descriptor says, over several
    /// connections if need be, and from its URLs if the registry does not have it. Their digest is
    /// for the reader to verify.
    public InputStream openBlob(Reference repository, Descriptor blob, long offset)
            throws IOException {
        return new BlobStream(
                blob,
                offset,
                position ->
                        new ForeignLayers(transport)
                                .open(
                                        repository,
                                        blob,
                                        position,
                                        () ->
                                                servers.pull(
                                                        repository.registry(),
                                                        endpoint ->
                                                                blobs.open(
                                                                        endpoint,
                                                                        repository,
                                                                        blob,
                                                                        position))),
                retry);
    }

    /// Tells whether a repository has a blob, at the registry itself.
    public boolean blobExists(Reference repository, Digest digest) throws IOException {
        return servers.ask(
                repository.registry(), endpoint -> blobs.exists(endpoint, repository, digest));
    }

    /// Asks the registry to take a blob from another of its repositories. A refusal is no failure.
    ///
    /// @return whether it did; if not, the blob has to be pushed
    public boolean mountBlob(Reference repository, Digest digest, Reference from)
            throws IOException {
        return mounts.mount(repository, digest, from);
    }

    /// Sends a blob. On return the registry has it and has verified its digest.
    public void pushBlob(
            Reference repository, Descriptor blob, BlobSource source, ProgressCallback progress)
            throws IOException {
        servers.ask(
                repository.registry(),
                endpoint -> {
                    new BlobUpload(
                                    uploads,
                                    blobs,
                                    retry,
                                    endpoint,
                                    repository,
                                    blob,
                                    source,
                                    progress)
                            .run();
                    return true;
                });
    }

    /// Sends a manifest, whose blobs must be there. On return the reference names it.
    ///
    /// @return its digest
    public Digest pushManifest(Reference reference, String mediaType, Bytes document)
            throws IOException {
        return servers.ask(
                reference.registry(),
                endpoint -> manifests.push(endpoint, reference, mediaType, document));
    }

    /// Lists the tags of a repository, in the order of the registry.
    public List<String> listTags(Reference repository) throws IOException {
        return servers.pull(repository.registry(), endpoint -> tags.list(endpoint, repository));
    }

    /// Deletes a manifest by its digest, or a tag.
    public void deleteManifest(Reference reference) throws IOException {
        servers.ask(
                reference.registry(),
                endpoint -> {
                    manifests.delete(endpoint, reference);
                    return true;
                });
    }

    /// Shows a name and a password to a registry. Keeps nothing.
    ///
    /// @throws RegistryException of status 401 if it does not accept them
    /// @throws IllegalArgumentException if the name has a colon, which ends it on the wire (RFC 7617)
    public LoginResult login(String registry, String user, String password) throws IOException {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user name: expected no colon, got '" + user + "'");
        }
        var credential = new Credential.Password(user, password);
        Authorizer shown = authorizer(new OneCredential(credential), true);
        var exchange = new Exchange(transport, shown, retry);
        return servers.ask(
                registry,
                endpoint -> {
                    Call call = Call.get(endpoint.ping(), Scope.NONE);
                    Answer response = exchange.send(endpoint, call);
                    if (!Responses.isSuccess(response)) {
                        throw Responses.failure(response, call, Responses.LOGIN + registry);
                    }
                    Responses.discard(response);
                    return shown.identityToken(endpoint)
                            .map(token -> new LoginResult(new Credential.IdentityToken(token)))
                            .orElse(new LoginResult(credential));
                });
    }

    @Override
    public void close() {
        transport.close();
    }
}
