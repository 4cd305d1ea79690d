package dev.lamina.hub.account;

import java.time.Instant;
import java.util.Optional;

/// Somebody who can have repositories, or log in, or both.
///
/// @param id              in the database
/// @param fullName        as people see it; may be empty
/// @param isAdministrator whether it may do everything
/// @param mustChange      whether its password is to be changed at the next login
/// @param isDisabled      whether it cannot log in
/// @param owner           of a robot: the account whose repositories it works on
public record Account(
        long id,
        AccountName name,
        Kind kind,
        String fullName,
        boolean isAdministrator,
        boolean mustChange,
        boolean isDisabled,
        Optional<Long> owner,
        Instant createdAt) {

    /// What an account stands for.
    public enum Kind {
        PERSON,
        /// Has members and teams; nobody logs in as one.
        ORGANISATION,
        /// A program, with a token and rights of its own.
        ROBOT
    }
}
