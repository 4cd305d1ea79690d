package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;

import io.jstach.jstache.JStache;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What administrators see of a hub: its accounts.
///
/// @param invitation the address to sign up at, just made
/// @param password   of an account, just made
/// @param added      the name of an account to add
/// @param fault      why an account was not changed
@JStache(path = "admin")
record AdminPage(
        Frame frame,
        Optional<String> invitation,
        Optional<String> password,
        Field added,
        Optional<String> fault,
        List<AccountView> accounts) {

    /// An account.
    record AccountView(
            String name,
            String link,
            String kind,
            String created,
            boolean isPerson,
            boolean isAdministrator,
            boolean isDisabled) {

        static AccountView of(Account account, Instant now) {
            return new AccountView(
                    account.name().text(),
                    Links.account(account.name().text()),
                    account.kind().name().toLowerCase(Locale.ROOT),
                    Words.ago(account.createdAt(), now),
                    account.kind() == Account.Kind.PERSON,
                    account.isAdministrator(),
                    account.isDisabled());
        }
    }
}
