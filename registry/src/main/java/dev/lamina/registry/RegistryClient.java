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

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
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

    private final RegistryConfig config;
    private final Transport transport;
    private final RetryPolicy retry;
    private final Exchange exchange;
    private final ClientOptions options;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;
    private final Tags tags;

    /// Creates a client. It connects when it is first used.
    public RegistryClient(
            RegistryConfig config, CredentialStore credentials, ClientOptions options) {
        this.config = config;
        this.options = options;
        this.transport = new Transport(options);
        this.retry = new RetryPolicy(options);
        this.exchange = exchange(credentials);
        this.manifests = new Manifests(exchange);
        this.blobs = new Blobs(exchange);
        this.uploads = new Uploads(exchange, retry);
        this.tags = new Tags(exchange);
    }

    private Exchange exchange(CredentialStore credentials) {
        var tokens = new TokenEndpoint(transport, retry, options.clock());
        return new Exchange(transport, new Authorizer(credentials, tokens, options.clock()), retry);
    }

    /// Fetches a manifest or an image index: its exact bytes, which have the digest of the
    /// reference, if that has one, and the digest that the registry claims.
    ///
    /// @param accept the media types that are understood, the most wanted first
    /// @throws dev.lamina.image.DigestMismatchException if the bytes are others
    public ManifestResponse fetchManifest(Reference reference, List<String> accept)
            throws IOException {
        return pull(reference, endpoint -> manifests.fetch(endpoint, reference, accept));
    }

    /// Asks what a reference names now, without fetching it; absent if there is none, or the
    /// registry does not say.
    public Optional<Descriptor> headManifest(Reference reference) throws IOException {
        try {
            return Optional.of(
                    pull(
                            reference,
                            endpoint ->
                                    manifests
                                            .head(endpoint, reference, MediaType.MANIFESTS)
                                            .orElseThrow(
                                                    () ->
                                                            new NotFoundException(
                                                                    "manifest",
                                                                    reference.familiar()))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /// Opens a blob's bytes from `offset` on: exactly as many as its descriptor says, over several
    /// connections if need be. Their digest is for the reader to verify.
    public InputStream openBlob(Reference repository, Descriptor blob, long offset)
            throws IOException {
        return new BlobStream(
                blob,
                offset,
                position ->
                        pull(
                                repository,
                                endpoint -> blobs.open(endpoint, repository, blob, position)),
                retry);
    }

    /// Tells whether a repository has a blob, at the registry itself.
    public boolean blobExists(Reference repository, Digest digest) throws IOException {
        return blobs.exists(origin(repository), repository, digest);
    }

    /// Asks the registry to take a blob from another of its repositories.
    ///
    /// @return whether it did; if not, the blob has to be pushed
    public boolean mountBlob(Reference repository, Digest digest, Reference from)
            throws IOException {
        return repository.registry().equals(from.registry())
                && uploads.mount(origin(repository), repository, digest, from);
    }

    /// Sends a blob. On return the registry has it and has verified its digest.
    public void pushBlob(
            Reference repository, Descriptor blob, BlobSource source, ProgressCallback progress)
            throws IOException {
        uploads.push(origin(repository), repository, blob, source, progress);
    }

    /// Sends a manifest, whose blobs must be there. On return the reference names it.
    ///
    /// @return its digest
    public Digest pushManifest(Reference reference, String mediaType, Bytes document)
            throws IOException {
        return manifests.push(origin(reference), reference, mediaType, document);
    }

    /// Lists the tags of a repository, in the order of the registry.
    public List<String> listTags(Reference repository) throws IOException {
        return pull(repository, endpoint -> tags.list(endpoint, repository));
    }

    /// Deletes a manifest by its digest, or a tag.
    public void deleteManifest(Reference reference) throws IOException {
        manifests.delete(origin(reference), reference);
    }

    /// Shows a name and a password to a registry. Keeps nothing.
    ///
    /// @throws RegistryException of status 401 if it does not accept them
    public LoginResult login(String registry, String user, String password) throws IOException {
        var credential = new Credential.Password(user, password);
        Endpoint endpoint = Endpoint.origin(registry, config);
        Call call = Call.get(endpoint.ping(), Scope.NONE);
        HttpResponse<InputStream> response =
                exchange(new OneCredential(credential)).send(endpoint, call);
        if (response.statusCode() != 200) {
            throw Responses.failure(response, call, "log in to " + registry);
        }
        Responses.discard(response);
        return new LoginResult(credential);
    }

    @Override
    public void close() {
        transport.close();
    }

    private Endpoint origin(Reference reference) {
        return Endpoint.origin(reference.registry(), config);
    }

    /// What is asked of one server.
    @FunctionalInterface
    private interface Question<T> {

        T ask(Endpoint endpoint) throws IOException;
    }

    /// Asks mirrors, then the registry. If none helps, the registry's own failure counts, unless it
    /// is not there and a mirror knew the answer.
    private <T> T pull(Reference reference, Question<T> question) throws IOException {
        @Nullable NotFoundException notFound = null;
        @Nullable IOException failure = null;
        for (Endpoint endpoint : Endpoint.forPull(reference.registry(), config)) {
            try {
                return question.ask(endpoint);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                if (e instanceof NotFoundException absent) {
                    notFound = absent;
                }
                failure = e;
            }
        }
        boolean unreachable = failure instanceof RegistryException e && e.status() == 0;
        if (notFound != null && unreachable) {
            throw notFound;
        }
        if (failure == null) {
            throw new IllegalStateException("a registry without endpoints");
        }
        throw failure;
    }
}
