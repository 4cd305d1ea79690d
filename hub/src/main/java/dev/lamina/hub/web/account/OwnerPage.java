package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.CardView;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;
import java.util.Optional;

/// A person or an organisation, and its repositories.
///
/// @param manageLink to the members and teams of an organisation, for its owners
@JStache(path = "account")
record OwnerPage(
        Frame frame,
        String name,
        boolean isOrganisation,
        Optional<String> fullName,
        Optional<String> manageLink,
        List<CardView> cards,
        boolean hasStarred,
        List<LinkView> starred,
        boolean hasPeers,
        String peersHeading,
        List<LinkView> peers) {}
