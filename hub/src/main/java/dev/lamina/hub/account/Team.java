package dev.lamina.hub.account;

import java.util.List;

/// Some members of an organisation, and what they may do beyond other members.
///
/// @param members in the order of their names
public record Team(long id, String name, List<AccountName> members, List<Grant> grants) {

    public Team {
        members = List.copyOf(members);
        grants = List.copyOf(grants);
    }
}
