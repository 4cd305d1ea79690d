package dev.lamina.hub.access;

import dev.lamina.http.Exchange;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Proof;
import dev.lamina.hub.account.Sessions;

import java.io.IOException;
import java.util.Optional;

/// Finds out who makes a request.
public final class Authentication {

    /// The cookie of a session. The prefix binds it to this host (RFC 6265bis, "The __Host- Prefix");
    /// browsers take it over TLS only.
    private static final String SECURE_COOKIE = "__Host-lamina";

    private static final String PLAIN_COOKIE = "lamina";

    private static final String BEARER = "bearer ";

    private final Accounts accounts;
    private final AccessTokens tokens;
    private final Sessions sessions;

    public Authentication(Accounts accounts, AccessTokens tokens, Sessions sessions) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /// Returns who makes a request by its `Authorization` header: name and password, name and token,
    /// or a token alone. Without a header nobody does.
    ///
    /// @throws BadCredentialsException if they are wrong
    /// @throws dev.lamina.hub.account.TooManyAttemptsException if too many attempts have failed
    public Caller caller(Exchange exchange) throws BadCredentialsException, IOException {
        Caller caller = proven(exchange);
        caller.account().ifPresent(account -> exchange.identify(account.name().text()));
        return caller;
    }

    private Caller proven(Exchange exchange) throws BadCredentialsException, IOException {
        Optional<String> header = exchange.header("Authorization");
        if (header.isEmpty()) {
            return Caller.ANONYMOUS;
        }
        Optional<BasicCredentials> basic = BasicCredentials.parse(header.get());
        if (basic.isPresent()) {
            return caller(basic.get().name(), basic.get().password(), exchange.remoteNetwork());
        }
        return bearer(exchange).isPresent()
                ? tokens.find(bearer(exchange).get()).orElseThrow(BadCredentialsException::new)
                : bad();
    }

    /// As [#caller(Exchange)]; what a login over the API has given is a token, too.
    ///
    /// @throws BadCredentialsException if they are wrong
    public Caller apiCaller(Exchange exchange) throws BadCredentialsException, IOException {
        Optional<String> token =
                bearer(exchange)
                        .or(
                                () ->
                                        exchange.header("Authorization")
                                                .filter(header -> header.startsWith("JWT "))
                                                .map(header -> header.substring(4).strip()));
        if (token.isEmpty()) {
            return caller(exchange);
        }
        Optional<Caller> known = tokens.find(token.get());
        Caller caller = known.isPresent() ? known.get() : ofSession(token.get());
        caller.account().ifPresent(account -> exchange.identify(account.name().text()));
        return caller;
    }

    private Caller ofSession(String secret) throws BadCredentialsException, IOException {
        Account account = sessions.find(secret).orElseThrow(BadCredentialsException::new);
        return Caller.of(changed(account), new Proof.SessionSecret());
    }

    /// A password that is to be changed opens the pages only, which ask for another one at once.
    private static Account changed(Account account) throws BadCredentialsException {
        if (account.mustChange()) {
            throw BadCredentialsException.mustChange();
        }
        return account;
    }

    private static Caller bad() throws BadCredentialsException {
        throw new BadCredentialsException();
    }

    /// Returns who has a name and a password, or a name and a token in the place of the password.
    ///
    /// @throws BadCredentialsException if they are wrong
    /// @throws dev.lamina.hub.account.TooManyAttemptsException if too many attempts have failed
    public Caller caller(String name, String password, String address)
            throws BadCredentialsException, IOException {
        Optional<Caller> byToken = tokens.find(password);
        if (byToken.isPresent() && byToken.get().name().equals(name)) {
            return byToken.get();
        }
        Account account =
                accounts.login(name, password, address).orElseThrow(BadCredentialsException::new);
        return Caller.of(changed(account), new Proof.Password());
    }

    /// Returns the token of an `Authorization: Bearer` header (RFC 6750).
    static Optional<String> bearer(Exchange exchange) {
        return exchange.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /// Returns who makes a request by the cookie of a session: only for pages, which take no changes
    /// without a form token.
    public Caller visitor(Exchange exchange) throws IOException {
        Optional<String> secret = sessionSecret(exchange);
        Optional<Account> account =
                secret.isPresent() ? sessions.find(secret.get()) : Optional.empty();
        account.ifPresent(known -> exchange.identify(known.name().text()));
        return account.map(known -> Caller.of(known, new Proof.SessionSecret()))
                .orElse(Caller.ANONYMOUS);
    }

    /// Returns the secret of the session that a request names.
    public static Optional<String> sessionSecret(Exchange exchange) {
        return exchange.cookie(exchange.isSecure() ? SECURE_COOKIE : PLAIN_COOKIE);
    }

    /// Returns the value of a `Set-Cookie` header that begins a session, or ends it if the secret is
    /// empty.
    public static String sessionCookie(Exchange exchange, String secret) {
        boolean isSecure = exchange.isSecure();
        return (isSecure ? SECURE_COOKIE : PLAIN_COOKIE)
                + "="
                + secret
                + "; Path=/; HttpOnly; SameSite=Lax"
                + (isSecure ? "; Secure" : "")
                + (secret.isEmpty() ? "; Max-Age=0" : "");
    }
}
