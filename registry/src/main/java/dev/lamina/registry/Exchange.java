package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.registry.auth.Challenge;
import dev.lamina.registry.http.NoAnswerException;
import dev.lamina.registry.http.Transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings a call to an answer: authenticates, follows redirects, and repeats what failed for a
/// moment.
///
/// `Authorization` goes to the endpoint alone; a redirect to any other host or port loses it.
final class Exchange {

    private static final int MAX_REDIRECTS = 10;

    private final Transport transport;
    private final Authorizer authorizer;
    private final RetryPolicy retry;

    Exchange(Transport transport, Authorizer authorizer, RetryPolicy retry) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.retry = retry;
    }

    /// Sends a call; the answer may be of any status. The caller closes its body.
    ///
    /// @throws RegistryException of status 0, if there is no answer; its cause is a
    ///     [NoAnswerException]
    HttpResponse<InputStream> send(Endpoint endpoint, Call call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> wait;
            try {
                HttpResponse<InputStream> response = authenticated(endpoint, call);
                wait = call.repeatable() ? retry.afterAnswer(response, attempt) : Optional.empty();
                if (wait.isEmpty()) {
                    return response;
                }
                Responses.discard(response);
            } catch (NoAnswerException e) {
                boolean again = call.repeatable() && endpoint.patient();
                wait = again ? retry.afterSilence(e.kind(), attempt) : Optional.empty();
                if (wait.isEmpty()) {
                    var failure = new RegistryException(call.describe(), 0, "", e.getMessage());
                    failure.initCause(e);
                    throw failure;
                }
            }
            retry.sleep(wait.get());
        }
    }

    /// An answer that was read to its end.
    ///
    /// @param bytes empty if the status is not 200; then the body is still open
    record Document(HttpResponse<InputStream> response, Bytes bytes) {}

    /// Fetches a document whole.
    ///
    /// @throws RegistryException if it is longer than `limit`
    Document fetch(Endpoint endpoint, Call call, int limit) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<InputStream> response = send(endpoint, call);
            if (response.statusCode() != 200) {
                return new Document(response, Bytes.of(new byte[0]));
            }
            try {
                return new Document(response, Responses.body(response, limit, call));
            } catch (InterruptedIOException | RegistryException e) {
                throw e;
            } catch (IOException e) {
                Optional<Duration> wait = retry.afterBreak(attempt);
                if (wait.isEmpty()) {
                    var failure =
                            new RegistryException(
                                    call.describe(), 200, "", "body: " + e.getMessage());
                    failure.initCause(e);
                    throw failure;
                }
                retry.sleep(wait.get());
            }
        }
    }

    /// Answers a challenge once: with a new token, if one from before has ended.
    private HttpResponse<InputStream> authenticated(Endpoint endpoint, Call call)
            throws IOException {
        Optional<String> header = authorizer.header(endpoint, call.scope());
        HttpResponse<InputStream> response = redirected(endpoint, call, header);
        if (response.statusCode() != 401 || !endpoint.serves(response.uri())) {
            return response;
        }
        List<Challenge> challenges =
                Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        Optional<String> answer = authorizer.answer(endpoint, challenges, call.scope(), header);
        if (answer.isEmpty()) {
            return response;
        }
        Responses.discard(response);
        return redirected(endpoint, call, answer);
    }

    private HttpResponse<InputStream> redirected(
            Endpoint endpoint, Call call, Optional<String> authorization) throws IOException {
        URI uri = call.uri();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Map<String, String> headers = new LinkedHashMap<>(call.headers());
            if (endpoint.serves(uri)) {
                authorization.ifPresent(value -> headers.put("Authorization", value));
            }
            HttpResponse<InputStream> response =
                    transport.send(call.method(), uri, headers, call.content());
            if (!Redirect.is(response.statusCode())) {
                return response;
            }
            Optional<URI> location;
            try {
                location = Redirect.location(response, call);
            } finally {
                Responses.discard(response);
            }
            if (location.isEmpty()) {
                throw new RegistryException(
                        call.describe(),
                        response.statusCode(),
                        "",
                        "redirect: expected a Location header, got none");
            }
            uri = location.get();
        }
        throw new RegistryException(
                call.describe(),
                0,
                "",
                "redirects: expected at most " + MAX_REDIRECTS + ", got more");
    }
}
