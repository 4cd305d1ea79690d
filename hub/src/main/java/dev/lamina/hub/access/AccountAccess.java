package dev.lamina.hub.access;

import dev.lamina.http.Exchange;
import dev.lamina.hub.account.BusyException;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.hub.protocol.Access;
import dev.lamina.hub.protocol.ProtocolException;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Lets accounts do what their rights allow.
///
/// A client shows a token of the token service, a token of an account, name and password, or nothing.
/// A repository that somebody may not even see is refused like one that does not exist.
public final class AccountAccess implements Access {

    private final Authentication authentication;
    private final TokenSigner signer;
    private final Rights rights;
    private final PublicAddress address;
    private final boolean everybodyMayPush;

    AccountAccess(
            Authentication authentication,
            TokenSigner signer,
            Rights rights,
            PublicAddress address,
            boolean everybodyMayPush) {
        this.authentication = authentication;
        this.signer = signer;
        this.rights = rights;
        this.address = address;
        this.everybodyMayPush = everybodyMayPush;
    }

    static Right needed(Action action) {
        return switch (action) {
            case PULL -> Right.READ;
            case PUSH -> Right.WRITE;
            case DELETE -> Right.ADMIN;
        };
    }

    @Override
    public String check(Exchange exchange, RepositoryName repository, Action action)
            throws ProtocolException, IOException {
        Optional<TokenClaims> claims = claims(exchange);
        if (claims.isPresent() && claims.get().allows(repository, action)) {
            return claims.get().name();
        }
        Caller caller = claims.isPresent() ? Caller.ANONYMOUS : caller(exchange);
        if (rights.of(caller, repository).includes(needed(action))) {
            return caller.name();
        }
        if (caller.account().isPresent()) {
            throw ProtocolException.denied(
                    verb(action)
                            + repository.familiar()
                            + ": not found, or not allowed to "
                            + caller.name());
        }
        challenge(exchange, Optional.of(scope(repository, action)));
        throw ProtocolException.unauthorized(
                verb(action) + repository.familiar() + ": not found, or a login is needed");
    }

    @Override
    public boolean allows(Exchange exchange, RepositoryName repository, Action action)
            throws IOException {
        Optional<TokenClaims> claims = claims(exchange);
        if (claims.isPresent() && claims.get().allows(repository, action)) {
            return true;
        }
        try {
            Caller caller = claims.isPresent() ? Caller.ANONYMOUS : caller(exchange);
            return rights.of(caller, repository).includes(needed(action));
        } catch (ProtocolException e) {
            return false;
        }
    }

    @Override
    public void checkPing(Exchange exchange) throws ProtocolException, IOException {
        if (claims(exchange).isPresent()) {
            return;
        }
        if (caller(exchange).account().isEmpty() && !everybodyMayPush) {
            challenge(exchange, Optional.empty());
            throw ProtocolException.unauthorized(
                    "login: a token is needed; everybody can have one");
        }
    }

    /// A token of the token service is for repositories it names, and says nothing of others.
    @Override
    public Sight sight(Exchange exchange) throws ProtocolException, IOException {
        return claims(exchange).isPresent() ? Sight.PUBLIC : rights.sight(caller(exchange));
    }

    private Optional<TokenClaims> claims(Exchange exchange) {
        Optional<TokenClaims> claims =
                Authentication.bearer(exchange)
                        .flatMap(token -> signer.read(token, address.service(exchange)));
        claims.ifPresent(shown -> exchange.identify(shown.subject()));
        return claims;
    }

    private Caller caller(Exchange exchange) throws ProtocolException, IOException {
        try {
            return authentication.caller(exchange);
        } catch (BadCredentialsException e) {
            challenge(exchange, Optional.empty());
            throw ProtocolException.unauthorized(e.getMessage());
        } catch (TryLaterException e) {
            exchange.with("Retry-After", Long.toString(e.retryAfter().toSeconds() + 1));
            throw e instanceof BusyException
                    ? ProtocolException.unavailable(e.getMessage())
                    : ProtocolException.tooMany(e.getMessage());
        }
    }

    /// RFC 6750, "The WWW-Authenticate Response Header Field", as distribution's token specification
    /// fills it.
    private void challenge(Exchange exchange, Optional<String> scope) {
        exchange.with(
                "WWW-Authenticate",
                "Bearer realm=\""
                        + address.of(exchange)
                        + "/token\",service=\""
                        + address.service(exchange)
                        + "\""
                        + scope.map(text -> ",scope=\"" + text + "\"").orElse(""));
    }

    /// Whoever pushes looks first what is there.
    private static String scope(RepositoryName repository, Action action) {
        String actions =
                switch (action) {
                    case PULL -> "pull";
                    case PUSH -> "pull,push";
                    case DELETE -> "pull,delete";
                };
        return "repository:" + repository + ":" + actions;
    }

    private static String verb(Action action) {
        return action.name().toLowerCase(Locale.ROOT) + " of ";
    }
}
