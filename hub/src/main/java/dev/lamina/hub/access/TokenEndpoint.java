package dev.lamina.hub.access;

import dev.lamina.http.Exchange;
import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.http.HttpHandler;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.BusyException;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Proof;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/token`: the token service that docker, podman and others log in to (distribution's token
/// authentication and OAuth 2 specifications).
///
/// A token allows what of the asked-for scopes the caller may do; also nothing, if nothing. Whoever
/// asks to stay logged in gets a token of the account in place of its password; who has shown a token
/// keeps that one, and so neither more rights nor a longer time.
final class TokenEndpoint implements HttpHandler {

    private final Authentication authentication;
    private final AccessTokens tokens;
    private final Rights rights;
    private final TokenSigner signer;
    private final PublicAddress address;
    private final InstantSource clock;

    TokenEndpoint(
            Authentication authentication,
            AccessTokens tokens,
            Rights rights,
            TokenSigner signer,
            PublicAddress address,
            InstantSource clock) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.rights = rights;
        this.signer = signer;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        try {
            switch (exchange.method()) {
                case "GET" -> get(exchange);
                case "POST" -> post(exchange);
                default -> {
                    exchange.with("Allow", "GET, POST");
                    refuse(exchange, 405, "method: expected GET or POST");
                }
            }
        } catch (BadCredentialsException e) {
            refuse(exchange, 401, e.getMessage());
        } catch (TryLaterException e) {
            exchange.with("Retry-After", Long.toString(e.retryAfter().toSeconds() + 1));
            refuse(exchange, e instanceof BusyException ? 503 : 429, e.getMessage());
        } catch (RefusedException e) {
            refuse(exchange, 403, e.getMessage());
        } catch (HttpException e) {
            refuse(exchange, e.status(), e.getMessage());
        }
    }

    private void get(Exchange exchange) throws BadCredentialsException, HttpException, IOException {
        Caller caller = authentication.caller(exchange);
        boolean offline = exchange.query("offline_token").equals(Optional.of("true"));
        Optional<String> client =
                offline ? Optional.of(exchange.query("client_id").orElse("")) : Optional.empty();
        answer(exchange, caller, exchange.queries("scope"), client);
    }

    private void post(Exchange exchange)
            throws BadCredentialsException, HttpException, IOException {
        FormBody form = FormBody.read(exchange);
        String grant = form.value("grant_type").orElse("");
        Caller caller =
                switch (grant) {
                    case "password" ->
                            authentication.caller(
                                    form.value("username").orElse(""),
                                    form.value("password").orElse(""),
                                    exchange.remoteNetwork());
                    case "refresh_token" ->
                            tokens.find(form.value("refresh_token").orElse(""))
                                    .orElseThrow(BadCredentialsException::new);
                    default ->
                            throw new HttpException(
                                    400,
                                    "grant_type: expected password or refresh_token, got '"
                                            + grant
                                            + "'");
                };
        boolean offline = form.value("access_type").equals(Optional.of("offline"));
        Optional<String> client =
                offline ? Optional.of(form.value("client_id").orElse("")) : Optional.empty();
        answer(exchange, caller, form.values("scope"), client);
    }

    /// @param client that wants to stay logged in, as it names itself
    private void answer(
            Exchange exchange, Caller caller, List<String> wanted, Optional<String> client)
            throws IOException {
        var granted = new ArrayList<TokenScope>();
        for (TokenScope scope : TokenScope.parse(wanted)) {
            granted.add(scope.within(rights.of(caller, scope.repository())));
        }
        String subject = caller.account().isPresent() ? caller.name() : "";
        exchange.identify(subject);
        String token = signer.sign(new TokenClaims(subject, granted), address.service(exchange));
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("token", token);
        answer.put("access_token", token);
        answer.put("expires_in", TokenSigner.VALIDITY.toSeconds());
        answer.put("issued_at", clock.instant().toString());
        if (client.isPresent() && caller.account().isPresent()) {
            answer.put(
                    "refresh_token",
                    refreshToken(caller.account().get(), caller.proof(), client.get()));
        }
        exchange.with("Content-Type", "application/json")
                .with("Cache-Control", "no-store")
                .send(200, Json.write(answer));
    }

    private String refreshToken(Account account, Proof proof, String client) throws IOException {
        return proof instanceof Proof.Token shown
                ? shown.secret()
                : tokens.addLogin(account, client);
    }

    private static void refuse(Exchange exchange, int status, String message) throws IOException {
        Bytes body =
                Json.write(
                        Json.object(
                                Map.entry(
                                        "errors",
                                        List.of(
                                                Json.object(
                                                        Map.entry("code", code(status)),
                                                        Map.entry("message", message)))),
                                Map.entry("details", message)));
        exchange.with("Content-Type", "application/json").send(status, body);
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "DENIED";
            case 429 -> "TOOMANYREQUESTS";
            case 503 -> "UNAVAILABLE";
            default -> "UNSUPPORTED";
        };
    }
}
