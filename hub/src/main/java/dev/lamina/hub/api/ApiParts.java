package dev.lamina.hub.api;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.catalog.Catalog;
import dev.lamina.hub.shelf.Search;
import dev.lamina.hub.shelf.Shelf;
import dev.lamina.hub.shelf.Stars;
import dev.lamina.hub.shelf.tag.TagShelf;
import dev.lamina.hub.work.Lanes;

import java.time.InstantSource;

/// What the API is about.
public record ApiParts(
        Catalog catalog,
        Shelf shelf,
        Search search,
        Stars stars,
        TagShelf tags,
        Accounts accounts,
        AccessTokens tokens,
        Sessions sessions,
        Rights rights,
        Authentication authentication,
        PublicAddress address,
        Lanes lanes,
        InstantSource clock) {}
