package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Visitor;

/// The routes of the pages about people.
public final class AccountPages {

    private AccountPages() {}

    /// Tells whether also somebody sees a page who must change the password first.
    public static boolean isOpenToAll(String path) {
        return path.equals("/settings")
                || path.equals("/settings/password")
                || path.equals("/logout");
    }

    /// Answers a request; false if the path is none of theirs.
    ///
    /// @throws dev.lamina.hub.http.HttpException if the visitor may not do this
    /// @throws dev.lamina.hub.account.RefusedException if a wish is not granted
    public static boolean answer(Visitor visitor) throws Exception {
        String path = visitor.exchange().path();
        String method =
                visitor.exchange().method().equals("HEAD") ? "GET" : visitor.exchange().method();
        if (path.startsWith(Links.ACCOUNT)) {
            return OwnerPages.answer(visitor, method, path.substring(Links.ACCOUNT.length()));
        }
        if (path.equals("/admin") || path.startsWith("/admin/")) {
            return AdminPages.answer(visitor, method, path);
        }
        switch (method + " " + path) {
            case "GET /login" -> LoginPages.showLogin(visitor);
            case "POST /login" -> LoginPages.login(visitor);
            case "GET /signup" -> LoginPages.showSignUp(visitor);
            case "POST /signup" -> LoginPages.signUp(visitor);
            case "POST /logout" -> LoginPages.logout(visitor);
            case "GET /settings" -> SettingsPages.show(visitor);
            case "POST /settings/password" -> SettingsPages.changePassword(visitor);
            case "POST /settings/name" -> SettingsPages.changeName(visitor);
            case "POST /settings/token" -> SettingsPages.addToken(visitor);
            case "POST /settings/delete-token" -> SettingsPages.deleteToken(visitor);
            case "GET /new" -> NewPages.show(visitor);
            case "POST /new/repository" -> NewPages.addRepository(visitor);
            case "POST /new/organisation" -> NewPages.addOrganisation(visitor);
            case "GET /activity" -> ActivityPage.show(visitor);
            default -> {
                return false;
            }
        }
        return true;
    }
}
