package dev.lamina.hub.web.frame;

import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Invitations;
import dev.lamina.hub.account.Organisations;
import dev.lamina.hub.account.Robots;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.account.SignUp;
import dev.lamina.hub.account.Teams;

/// What the pages about people are about.
public record PeopleParts(
        Accounts accounts,
        Organisations organisations,
        Teams teams,
        Robots robots,
        AccessTokens tokens,
        Sessions sessions,
        Invitations invitations,
        SignUp signUp) {}
