package dev.lamina.hub.web.frame;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Invitations;
import dev.lamina.hub.account.Organisations;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.Robots;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.account.SignUp;
import dev.lamina.hub.account.Teams;
import dev.lamina.hub.catalog.Catalog;
import dev.lamina.hub.look.Looks;
import dev.lamina.hub.shelf.Search;
import dev.lamina.hub.shelf.Shelf;
import dev.lamina.hub.shelf.Stars;
import dev.lamina.hub.shelf.tag.Activity;
import dev.lamina.hub.shelf.tag.TagRules;
import dev.lamina.hub.shelf.tag.TagShelf;

import java.time.InstantSource;

/// What the pages are about.
public record WebParts(
        Catalog catalog,
        Shelf shelf,
        Search search,
        Stars stars,
        TagShelf tags,
        TagRules rules,
        Activity activity,
        Looks looks,
        Accounts accounts,
        Organisations organisations,
        Teams teams,
        Robots robots,
        Invitations invitations,
        AccessTokens tokens,
        Sessions sessions,
        SignUp signUp,
        Rights rights,
        Authentication authentication,
        PublicAddress address,
        InstantSource clock) {}
