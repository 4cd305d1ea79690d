package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.NoAnswerException;
import dev.lamina.registry.http.Transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// Layers that lie elsewhere than in the registry, at the URLs of their descriptors (image-spec 1.1,
/// descriptor.md, "urls"). They are asked for there if the registry does not have them.
///
/// An image names any host it likes, so nothing of the user goes there: no credentials, and no bytes
/// but those of the descriptor's size and digest are taken from there.
final class ForeignLayers {

    /// More are not tried.
    private static final int MAX_URLS = 8;

    private static final int MAX_LENGTH = 4096;

    private final Transport transport;

    ForeignLayers(Transport transport) {
        this.transport = transport;
    }

    /// What the registry is asked.
    @FunctionalInterface
    interface Registry {

        InputStream open() throws IOException;
    }

    /// Opens a blob's bytes at the registry, or else where its descriptor says.
    ///
    /// @throws RegistryException that tells of all failures, if nobody has it
    InputStream open(Reference repository, Descriptor blob, long offset, Registry registry)
            throws IOException {
        if (blob.urls().isEmpty()) {
            return registry.open();
        }
        try {
            return registry.open();
        } catch (NotFoundException e) {
            return open(repository, blob, offset, e);
        } catch (RegistryException e) {
            if (e.getCause() instanceof NoAnswerException) {
                throw e;
            }
            return open(repository, blob, offset, e);
        }
    }

    private InputStream open(
            Reference repository, Descriptor blob, long offset, IOException refusal)
            throws IOException {
        var told = new StringBuilder(String.valueOf(refusal.getMessage()));
        Throwable cause = refusal;
        List<String> urls = blob.urls();
        for (String url : urls.subList(0, Math.min(MAX_URLS, urls.size()))) {
            try {
                return open(repository, blob, offset, uri(url));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                told.append("; ").append(e.getMessage());
                cause = e instanceof NoAnswerException ? e : cause;
            }
        }
        var failure = new RegistryException("layer " + blob.digest(), 404, "", told.toString());
        // What did not answer may answer when it is asked again.
        failure.initCause(cause);
        throw failure;
    }

    private InputStream open(Reference repository, Descriptor blob, long offset, URI uri)
            throws IOException {
        Call call = Call.get(uri, Scope.NONE).withHeader("Accept-Encoding", "identity");
        if (offset > 0) {
            call = call.withHeader("Range", "bytes=" + offset + "-");
        }
        for (int redirects = 0; redirects <= Redirect.MAX; redirects++) {
            Answer response = transport.send("GET", uri, call.headers(), call.content());
            if (!Redirect.is(response.status())) {
                return BlobAnswer.open(response, blob, offset, call, repository);
            }
            uri = Redirect.next(response, call);
        }
        throw Redirect.tooMany(call);
    }

    private static URI uri(String url) throws IOException {
        try {
            URI uri = new URI(url.length() <= MAX_LENGTH ? url : "");
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IOException("layer, urls: expected http or https and a host, got another form");
    }
}
