package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.registry.auth.Challenge;
import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.auth.Token;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.Content;
import dev.lamina.registry.http.Transport;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A token service: `GET realm?service=...&scope=...` with a password or with nothing, `POST` with
/// an identity token (distribution's "Token Authentication" and "OAuth2 Token Authentication").
///
/// The service may be on another host than the registry; the registry says which, and it must be
/// spoken to as safely as the registry itself. It may have moved ([TokenRedirect]).
final class TokenEndpoint {

    private static final int MAX_ANSWER = 1 << 20;
    private static final String CLIENT = "lamina";

    private final Transport transport;
    private final RetryPolicy retry;
    private final InstantSource clock;
    private final boolean offline;

    /// @param offline whether to ask for an identity token too, which outlives this process
    TokenEndpoint(Transport transport, RetryPolicy retry, InstantSource clock, boolean offline) {
        this.transport = transport;
        this.retry = retry;
        this.clock = clock;
        this.offline = offline;
    }

    /// Fetches a token.
    ///
    /// @throws RegistryException if the service refuses
    Token fetch(
            Endpoint endpoint, Challenge challenge, Scope scope, Optional<Credential> credential)
            throws IOException {
        URI realm = Realm.of(endpoint, challenge);
        List<String> fields = new ArrayList<>();
        if (!challenge.parameter("service").isEmpty()) {
            fields.add(field("service", challenge.parameter("service")));
        }
        Call call =
                credential.isPresent()
                                && credential.get() instanceof Credential.IdentityToken identity
                        ? refresh(realm, fields, scope, identity)
                        : get(realm, fields, scope, credential);
        Answer response = send(call);
        if (!Responses.isSuccess(response)) {
            throw Responses.failure(response, call, Responses.LOGIN + endpoint.account());
        }
        Bytes body = Responses.body(response, MAX_ANSWER, call);
        return Token.parse(body, "token service " + realm.getHost(), clock.instant());
    }

    private Call get(URI realm, List<String> fields, Scope scope, Optional<Credential> credential) {
        scope.parts().forEach(part -> fields.add(field("scope", part)));
        if (offline) {
            fields.add(field("offline_token", "true"));
            fields.add(field("client_id", CLIENT));
        }
        if (credential.isPresent() && credential.get() instanceof Credential.Password password) {
            fields.add(field("account", password.user()));
            return Call.get(Redirect.withQuery(realm, String.join("&", fields)), scope)
                    .withHeader("Authorization", password.header());
        }
        return Call.get(Redirect.withQuery(realm, String.join("&", fields)), scope);
    }

    private static Call refresh(
            URI realm, List<String> fields, Scope scope, Credential.IdentityToken identity) {
        fields.add(field("grant_type", "refresh_token"));
        fields.add(field("client_id", CLIENT));
        fields.add(field("scope", String.join(" ", scope.parts())));
        fields.add(field("refresh_token", identity.token()));
        return Call.of("POST", realm, scope)
                .withHeader("Content-Type", "application/x-www-form-urlencoded")
                .withContent(Content.of(String.join("&", fields).getBytes(UTF_8)));
    }

    private Answer send(Call call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Answer response = redirected(call);
            Optional<Duration> wait = retry.afterAnswer(response, attempt);
            if (wait.isEmpty()) {
                return response;
            }
            Responses.discard(response);
            retry.sleep(wait.get(), attempt, Responses.passing(response));
        }
    }

    private Answer redirected(Call first) throws IOException {
        Call call = first;
        for (int redirects = 0; redirects <= Redirect.MAX; redirects++) {
            Answer response =
                    transport.send(call.method(), call.uri(), call.headers(), call.content());
            if (!Redirect.is(response.status())) {
                return response;
            }
            call = TokenRedirect.next(call, response);
        }
        throw Redirect.tooMany(first);
    }

    private static String field(String name, String value) {
        return name + "=" + URLEncoder.encode(value, UTF_8);
    }
}
