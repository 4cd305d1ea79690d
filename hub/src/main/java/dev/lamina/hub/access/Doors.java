package dev.lamina.hub.access;

import dev.lamina.http.HttpHandler;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.HubKeys;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.protocol.Access;

import java.io.IOException;
import java.time.InstantSource;

/// The ways into a hub for programs: its token service, and what its tokens open.
///
/// @param access       of the distribution protocol
/// @param tokenService answers `/token`
public record Doors(Access access, HttpHandler tokenService) {

    private static final String TOKEN_KEY = "token";

    /// Opens them.
    ///
    /// @param everybodyMayPush whether clients need not log in
    public static Doors open(
            Authentication authentication,
            AccessTokens tokens,
            Rights rights,
            HubKeys keys,
            PublicAddress address,
            boolean everybodyMayPush,
            InstantSource clock)
            throws IOException {
        var signer = new TokenSigner(keys.key(TOKEN_KEY), clock);
        return new Doors(
                new AccountAccess(authentication, signer, rights, address, everybodyMayPush),
                new TokenEndpoint(authentication, tokens, rights, signer, address, clock));
    }
}
