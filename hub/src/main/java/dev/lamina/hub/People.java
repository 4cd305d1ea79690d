package dev.lamina.hub;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.access.Doors;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.HubKeys;
import dev.lamina.hub.account.Invitations;
import dev.lamina.hub.account.Organisations;
import dev.lamina.hub.account.PasswordCost;
import dev.lamina.hub.account.PasswordRule;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.Robots;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.account.SignUp;
import dev.lamina.hub.account.Teams;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.web.frame.PeopleParts;

import java.io.IOException;
import java.time.InstantSource;

/// All that a hub knows and asks about people, put together.
record People(
        Accounts accounts,
        Organisations organisations,
        Teams teams,
        Robots robots,
        AccessTokens tokens,
        Sessions sessions,
        SignUp signUp,
        Invitations invitations,
        Rights rights,
        Authentication authentication,
        Doors doors) {

    static People open(Database database, HubSettings settings) throws IOException {
        InstantSource clock = settings.clock();
        var accounts =
                new Accounts(
                        database,
                        new PasswordRule(settings.publicAddress()),
                        PasswordCost.USUAL,
                        clock);
        var tokens = new AccessTokens(database, clock);
        var sessions = new Sessions(database, clock);
        var invitations = new Invitations(database, clock);
        var rights = new Rights(database, settings.anonymousPush());
        var authentication = new Authentication(accounts, tokens, sessions);
        Doors doors =
                Doors.open(
                        authentication,
                        tokens,
                        rights,
                        new HubKeys(database),
                        new PublicAddress(settings.publicAddress()),
                        settings.anonymousPush(),
                        clock);
        return new People(
                accounts,
                new Organisations(database, clock),
                new Teams(database),
                new Robots(database, clock),
                tokens,
                sessions,
                new SignUp(settings.people().signUp(), accounts, invitations),
                invitations,
                rights,
                authentication,
                doors);
    }

    /// Returns what the pages about people need.
    PeopleParts ofPages() {
        return new PeopleParts(
                accounts, organisations, teams, robots, tokens, sessions, invitations, signUp);
    }
}
