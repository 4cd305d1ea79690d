package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;

import java.util.Map;

/// The routes of the pages about people.
public final class AccountPages {

    private static final Routes<Visitor> ROUTES =
            new Routes<>(
                    "",
                    Map.ofEntries(
                            Map.entry("GET /login", LoginPages::showLogin),
                            Map.entry("POST /login", LoginPages::login),
                            Map.entry("GET /signup", LoginPages::showSignUp),
                            Map.entry("POST /signup", LoginPages::signUp),
                            Map.entry("POST /logout", LoginPages::logout),
                            Map.entry("GET /settings", SettingsPages::show),
                            Map.entry("POST /settings/password", SettingsPages::changePassword),
                            Map.entry("POST /settings/name", SettingsPages::changeName),
                            Map.entry("POST /settings/token", SettingsPages::addToken),
                            Map.entry("POST /settings/delete-token", SettingsPages::deleteToken),
                            Map.entry("POST /settings/end-tokens", SettingsPages::endTokens),
                            Map.entry("POST /settings/add-robot", SettingsPages::addRobot),
                            Map.entry("POST /settings/renew-robot", SettingsPages::renewRobot),
                            Map.entry("POST /settings/remove-robot", SettingsPages::removeRobot),
                            Map.entry("GET /new", NewPages::show),
                            Map.entry("POST /new/repository", NewPages::addRepository),
                            Map.entry("POST /new/organisation", NewPages::addOrganisation),
                            Map.entry("GET /activity", ActivityPage::show)));

    private AccountPages() {}

    /// Tells whether also somebody sees a page who must change the password first.
    public static boolean isOpenToAll(String path) {
        return path.equals("/settings")
                || path.equals("/settings/password")
                || path.equals("/logout");
    }

    /// Answers a request; false if the path is none of theirs.
    ///
    /// @throws dev.lamina.http.HttpException if the visitor may not do this
    /// @throws dev.lamina.hub.account.RefusedException if a wish is not granted
    public static boolean answer(Visitor visitor) throws Exception {
        String path = visitor.exchange().path();
        String method = visitor.exchange().method();
        if (path.startsWith(Links.ACCOUNT)) {
            return OwnerPages.answer(visitor, method, path.substring(Links.ACCOUNT.length()));
        }
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            return AdminPages.answer(visitor, method, path.substring("/admin".length()));
        }
        return ROUTES.answer(method, path, visitor);
    }
}
