package dev.lamina.registry;

import dev.lamina.registry.auth.Challenge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brings a call to an answer: authenticates, follows redirects, and repeats what failed for a
/// moment.
///
/// `Authorization` goes to the endpoint alone; a redirect to any other host loses it.
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
    /// @throws RegistryException of status 0, if there is no answer
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
            } catch (InterruptedIOException | RegistryException e) {
                throw e;
            } catch (IOException e) {
                wait = call.repeatable() ? retry.afterSilence(attempt) : Optional.empty();
                if (wait.isEmpty()) {
                    var failure = new RegistryException(call.describe(), 0, "", e.getMessage());
                    failure.initCause(e);
                    throw failure;
                }
            }
            retry.sleep(wait.get());
        }
    }

    /// Answers a challenge twice at most: a token from before may have ended early.
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
            HttpRequest.Builder request = transport.request(uri);
            call.headers().forEach(request::header);
            if (endpoint.serves(uri)) {
                authorization.ifPresent(value -> request.header("Authorization", value));
            }
            request.method(call.method(), call.body().get());
            HttpResponse<InputStream> response = transport.send(request.build());
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            Responses.discard(response);
            uri = next(uri, location.get(), call);
        }
        throw new RegistryException(
                call.describe(), 0, "", "expected at most " + MAX_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static URI next(URI from, String location, Call call) throws RegistryException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    call.describe(), 0, "", "redirect: expected a URI as the location");
        }
        boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
        boolean weaker = from.getScheme().equals("https") && !"https".equals(to.getScheme());
        if (!web || weaker || to.getHost() == null) {
            throw new RegistryException(
                    call.describe(),
                    0,
                    "",
                    "redirect: refused to follow one from "
                            + from.getScheme()
                            + " to "
                            + Call.withoutQuery(to));
        }
        return to;
    }
}
