package dev.lamina.hub.api;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Accounts;
import dev.lamina.hub.account.Rights;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.repository.Stars;
import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.hub.work.Lanes;

import java.time.InstantSource;

/// What the API is about.
public record ApiParts(
        Catalog catalog,
        Repositories repositories,
        Search search,
        Stars stars,
        Tags tags,
        Accounts accounts,
        AccessTokens tokens,
        Sessions sessions,
        Rights rights,
        Authentication authentication,
        PublicAddress address,
        Lanes lanes,
        InstantSource clock) {}
