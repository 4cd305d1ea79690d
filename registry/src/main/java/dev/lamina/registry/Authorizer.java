package dev.lamina.registry;

import dev.lamina.registry.auth.Challenge;
import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.CredentialStore;
import dev.lamina.registry.auth.Scope;
import dev.lamina.registry.auth.Token;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Knows what each endpoint wants in `Authorization`, and gets it.
///
/// The first challenge of an endpoint is remembered, so that later calls bring their token with
/// them. One lock guards all; it is held while a token is fetched, so that eight layers at once
/// fetch one.
final class Authorizer {

    private final CredentialStore store;
    private final TokenEndpoint tokens;
    private final InstantSource clock;

    /// By the identity of the endpoint.
    private final Map<String, Challenge> challenges = new HashMap<>();

    private final Map<Key, Token> cache = new HashMap<>();

    /// By account. A credential program is slow, and may ask the user each time.
    private final Map<String, Optional<Credential>> credentials = new HashMap<>();

    /// Endpoints that were taken to hide something, which is found out once.
    private final Set<String> guessed = new HashSet<>();

    /// What a token is for.
    private record Key(String identity, Scope scope) {}

    Authorizer(CredentialStore store, TokenEndpoint tokens, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Returns the header for a call, as far as it is known without being asked.
    synchronized Optional<String> header(Endpoint endpoint, Scope scope) throws IOException {
        @Nullable Challenge challenge = challenges.get(endpoint.identity());
        return challenge == null ? Optional.empty() : header(endpoint, challenge, scope);
    }

    /// Returns the header that answers a challenge; empty if there is none but the one that was
    /// just refused.
    ///
    /// @param refused the header that the challenge answers
    synchronized Optional<String> answer(
            Endpoint endpoint, List<Challenge> offered, Scope scope, Optional<String> refused)
            throws IOException {
        Optional<Challenge> challenge =
                choose(offered).or(() -> Optional.ofNullable(challenges.get(endpoint.identity())));
        if (challenge.isEmpty()) {
            return Optional.empty();
        }
        challenges.put(endpoint.identity(), challenge.get());
        var key = new Key(endpoint.identity(), scope);
        @Nullable Token known = cache.get(key);
        if (known != null && refused.equals(Optional.of(known.header()))) {
            cache.remove(key);
        }
        Optional<String> header = header(endpoint, challenge.get(), scope);
        if (!header.equals(refused)) {
            return header;
        }
        // Another process may have logged in since.
        credentials.remove(endpoint.account());
        return Optional.empty();
    }

    /// Tells whether there is anything to show to an endpoint that did not ask. Whoever keeps it may
    /// fail, which is no matter before it is asked for.
    synchronized boolean hasCredential(Endpoint endpoint) throws InterruptedIOException {
        try {
            return credential(endpoint.account()).isPresent();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    /// Tells whether it is known what an endpoint wants.
    synchronized boolean isAsked(Endpoint endpoint) {
        return challenges.containsKey(endpoint.identity());
    }

    /// Tells whether nobody yet took an endpoint for one that hides what it has from strangers.
    synchronized boolean isFirstGuess(Endpoint endpoint) {
        return guessed.add(endpoint.identity());
    }

    /// Returns the identity token that came with an access token, if one did.
    synchronized Optional<String> identityToken(Endpoint endpoint) {
        return cache.entrySet().stream()
                .filter(entry -> entry.getKey().identity.equals(endpoint.identity()))
                .flatMap(entry -> entry.getValue().refreshToken().stream())
                .findFirst();
    }

    private static Optional<Challenge> choose(List<Challenge> offered) {
        return offered.stream()
                .filter(offer -> offer.scheme().equals("bearer"))
                .filter(offer -> !offer.parameter("realm").isEmpty())
                .findFirst()
                .or(
                        () ->
                                offered.stream()
                                        .filter(offer -> offer.scheme().equals("basic"))
                                        .findFirst());
    }

    private Optional<String> header(Endpoint endpoint, Challenge challenge, Scope scope)
            throws IOException {
        var key = new Key(endpoint.identity(), scope);
        @Nullable Token known = cache.get(key);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return Optional.of(known.header());
        }
        Optional<Credential> credential = credential(endpoint.account());
        if (credential.isPresent()
                && credential.get() instanceof Credential.RegistryToken registryToken) {
            return Optional.of("Bearer " + registryToken.token());
        }
        if (challenge.scheme().equals("basic")) {
            return credential
                    .filter(Credential.Password.class::isInstance)
                    .map(Credential.Password.class::cast)
                    .map(Credential.Password::header);
        }
        Token token = tokens.fetch(endpoint, challenge, scope, credential);
        cache.put(key, token);
        return Optional.of(token.header());
    }

    private Optional<Credential> credential(String account) throws IOException {
        @Nullable Optional<Credential> known = credentials.get(account);
        if (known == null) {
            known = store.find(account);
            credentials.put(account, known);
        }
        return known;
    }
}
