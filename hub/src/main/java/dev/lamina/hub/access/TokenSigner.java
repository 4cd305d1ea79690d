package dev.lamina.hub.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Signs and reads the tokens of the token service: JSON Web Tokens (RFC 7519) with the claims of
/// distribution's token specification, signed with a key that only the processes of this hub have.
final class TokenSigner {

    /// A push of one image asks for tokens as often as it needs them.
    static final Duration VALIDITY = Duration.ofMinutes(5);

    /// The clocks of two processes of a hub may differ.
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String ISSUER = "lamina-hub";
    private static final int MAX_LENGTH = 12 << 10;

    private final Bytes key;
    private final InstantSource clock;

    /// @param key 256 bits
    TokenSigner(Bytes key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    String sign(TokenClaims claims, String service) {
        Instant now = clock.instant();
        List<Map<String, @Nullable Object>> access = new ArrayList<>();
        for (TokenScope scope : claims.scopes()) {
            access.add(
                    Json.object(
                            Map.entry("type", "repository"),
                            Map.entry("name", scope.name()),
                            Map.entry("actions", scope.actionNames())));
        }
        var set =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(service)
                        .subject(claims.subject())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALIDITY)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("access", access)
                        .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), set);
            token.sign(new MACSigner(key.toArray()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError("HS256 needs 256 bits only", e);
        }
    }

    /// Reads a token; empty if it is none of ours, is for another service, was changed, is not good
    /// yet, or has expired.
    Optional<TokenClaims> read(String text, String service) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    || !token.verify(new MACVerifier(key.toArray()))) {
                return Optional.empty();
            }
            JWTClaimsSet set = token.getJWTClaimsSet();
            boolean isGood =
                    ISSUER.equals(set.getIssuer())
                            && set.getAudience().contains(service)
                            && isInTime(set);
            return isGood ? Optional.of(claims(set)) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isInTime(JWTClaimsSet set) {
        Instant now = clock.instant();
        Date begin = set.getNotBeforeTime();
        Date expiry = set.getExpirationTime();
        return expiry != null
                && expiry.toInstant().isAfter(now)
                && (begin == null || !begin.toInstant().isAfter(now.plus(SKEW)));
    }

    private static TokenClaims claims(JWTClaimsSet set) throws ParseException {
        var texts = new ArrayList<String>();
        if (set.getClaim("access") instanceof List<?> access) {
            for (Object scope : access) {
                if (scope instanceof Map<?, ?> map
                        && map.get("actions") instanceof List<?> actions) {
                    texts.add(
                            "repository:"
                                    + map.get("name")
                                    + ":"
                                    + String.join(
                                            ",", actions.stream().map(String::valueOf).toList()));
                }
            }
        }
        String subject = set.getSubject();
        return new TokenClaims(subject == null ? "" : subject, TokenScope.parse(texts));
    }
}
