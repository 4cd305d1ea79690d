package dev.lamina.hub.account;

/// A member of an organisation. Members see its private repositories; owners do everything in it.
public record Member(AccountName account, boolean isOwner) {}
