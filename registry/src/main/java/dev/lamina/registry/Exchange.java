package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.registry.auth.Challenge;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.NoAnswerException;
import dev.lamina.registry.http.Transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings a call to an answer: authenticates, follows redirects, and repeats what failed for a
/// moment.
///
/// `Authorization` goes to the endpoint alone; a redirect to any other host or port loses it.
final class Exchange {

    /// What is answered so was not begun, and may be sent again whatever it is.
    private static final int TOO_MANY_REQUESTS = 429;

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
    Answer send(Endpoint endpoint, Call call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> wait;
            String reason;
            try {
                Answer response = authenticated(endpoint, call);
                retry.meet(endpoint.authority());
                boolean again = call.repeatable() || response.status() == TOO_MANY_REQUESTS;
                wait = again ? retry.afterAnswer(response, attempt) : Optional.empty();
                if (wait.isEmpty()) {
                    return response;
                }
                Responses.discard(response);
                reason = Responses.passing(response);
            } catch (NoAnswerException e) {
                boolean again = call.repeatable() && endpoint.patient();
                wait =
                        again
                                ? retry.afterSilence(endpoint.authority(), e.kind(), attempt)
                                : Optional.empty();
                if (wait.isEmpty()) {
                    var failure = new RegistryException(call.describe(), 0, "", e.getMessage());
                    failure.initCause(e);
                    throw failure;
                }
                reason = e.getMessage();
            }
            retry.sleep(wait.get(), attempt, reason);
        }
    }

    /// An answer that was read to its end.
    ///
    /// @param bytes empty if the status is not one of success; then the body is still open
    record Document(Answer response, Bytes bytes) {}

    /// Fetches a document whole.
    ///
    /// @throws RegistryException if it is longer than `limit`
    Document fetch(Endpoint endpoint, Call call, int limit) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Answer response = send(endpoint, call);
            if (!Responses.isSuccess(response)) {
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
                                    call.describe(),
                                    response.status(),
                                    "",
                                    "body: " + e.getMessage());
                    failure.initCause(e);
                    throw failure;
                }
                retry.sleep(wait.get(), attempt, String.valueOf(e.getMessage()));
            }
        }
    }

    /// Answers a challenge: with a new token, if one from before has ended; and once more if the
    /// registry then says that it wants a wider scope than the request seems to need.
    private Answer authenticated(Endpoint endpoint, Call call) throws IOException {
        Optional<String> header = authorizer.header(endpoint, call.scope());
        Answer response = redirected(endpoint, call, header);
        if (!wantsLogin(endpoint, response, header)) {
            return response;
        }
        List<Challenge> offered = offered(endpoint, response);
        Optional<String> answer = authorizer.answer(endpoint, offered, call.scope(), header);
        if (answer.isEmpty()) {
            return response;
        }
        Responses.discard(response);
        response = redirected(endpoint, call, answer);
        Scope wider = call.scope().with(wanted(response));
        if (!refuses(endpoint, response) || wider.equals(call.scope())) {
            return response;
        }
        Optional<String> second =
                authorizer.answer(endpoint, offered(endpoint, response), wider, answer);
        if (second.isEmpty()) {
            return response;
        }
        Responses.discard(response);
        return redirected(endpoint, call, second);
    }

    /// Tells whether to show who one is. Some registries hide from strangers what they would show
    /// to a user, and do not say so.
    private boolean wantsLogin(Endpoint endpoint, Answer response, Optional<String> header)
            throws IOException {
        boolean hidden = response.status() == 403 || response.status() == 404;
        return refuses(endpoint, response)
                || hidden
                        && header.isEmpty()
                        && endpoint.serves(response.uri())
                        && authorizer.isFirstGuess(endpoint)
                        && authorizer.hasCredential(endpoint);
    }

    private static boolean refuses(Endpoint endpoint, Answer response) {
        return response.status() == 401 && endpoint.serves(response.uri());
    }

    /// Returns what an answer offers; what the root of the protocol offers, if the answer offers
    /// nothing that is known here.
    private List<Challenge> offered(Endpoint endpoint, Answer response) throws IOException {
        List<Challenge> own = challenges(response);
        if (own.stream().anyMatch(Challenge::isKnown) || authorizer.isAsked(endpoint)) {
            return own;
        }
        try {
            Answer root =
                    redirected(endpoint, Call.get(endpoint.ping(), Scope.NONE), Optional.empty());
            Responses.discard(root);
            return root.status() == 401 ? challenges(root) : own;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return own;
        }
    }

    private static List<Challenge> challenges(Answer response) {
        return Challenge.parse(response.headers("WWW-Authenticate"));
    }

    /// Returns the scopes that challenges name.
    private static List<String> wanted(Answer response) {
        return challenges(response).stream()
                .flatMap(offer -> Stream.of(offer.parameter("scope").split("\\s+")))
                .toList();
    }

    private Answer redirected(Endpoint endpoint, Call call, Optional<String> authorization)
            throws IOException {
        URI uri = call.uri();
        for (int redirects = 0; redirects <= Redirect.MAX; redirects++) {
            Map<String, String> headers = new LinkedHashMap<>(call.headers());
            if (endpoint.serves(uri)) {
                authorization.ifPresent(value -> headers.put("Authorization", value));
            }
            Answer response = transport.send(call.method(), uri, headers, call.content());
            if (!Redirect.is(response.status())) {
                return response;
            }
            uri = Redirect.next(response, call);
        }
        throw Redirect.tooMany(call);
    }
}
