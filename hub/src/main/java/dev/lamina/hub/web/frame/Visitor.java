package dev.lamina.hub.web.frame;

import dev.lamina.http.Exchange;
import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.BusyException;
import dev.lamina.hub.account.Caller;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Sessions;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Sight;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Who looks at a page, and what it may see and do.
public final class Visitor {

    /// The largest form of somebody who is logged in: descriptions are long.
    private static final int MAX_FORM_SIZE = 256 << 10;

    /// In the forms of people without a session. Any site knows it: there the browser's word on
    /// where the form comes from has to do.
    private static final String NO_SESSION = "no session";

    private final WebParts parts;
    private final Assets assets;
    private final Exchange exchange;
    private final Caller caller;

    private Visitor(WebParts parts, Assets assets, Exchange exchange, Caller caller) {
        this.parts = parts;
        this.assets = assets;
        this.exchange = exchange;
        this.caller = caller;
    }

    /// Finds out who makes a request.
    public static Visitor of(WebParts parts, Assets assets, Exchange exchange) throws IOException {
        return new Visitor(
                parts, assets, exchange, parts.gate().authentication().visitor(exchange));
    }

    /// What the pages about one repository are about.
    public RepositoryParts repositories() {
        return parts.repositories();
    }

    /// What the pages about people are about.
    public PeopleParts people() {
        return parts.people();
    }

    /// What the pages about many repositories are about.
    public ListParts lists() {
        return parts.lists();
    }

    /// Returns the address that people reach the hub at, with its scheme.
    public String address() {
        return parts.gate().address().of(exchange);
    }

    public Exchange exchange() {
        return exchange;
    }

    /// Returns the first value of a query parameter, or nothing.
    ///
    /// @throws HttpException if the query is malformed
    public String query(String name) throws HttpException {
        return exchange.query(name).orElse("");
    }

    /// The frame stands around refusals, too: also of a malformed query.
    private String queryOrNothing(String name) {
        try {
            return query(name);
        } catch (HttpException e) {
            return "";
        }
    }

    public Instant now() {
        return parts.gate().clock().instant();
    }

    public Optional<Account> account() {
        return caller.account();
    }

    /// Returns the account.
    ///
    /// @throws HttpException if nobody is logged in
    public Account loggedIn() throws HttpException {
        return account().orElseThrow(() -> new HttpException(401, "Log in first."));
    }

    public String name() {
        return caller.name();
    }

    public boolean isAdministrator() {
        return caller.isAdministrator();
    }

    /// Returns whose share of what is computed a page uses.
    public String client() {
        return caller.client(exchange.client());
    }

    /// Returns a change that is made now.
    public Change change() {
        return new Change(now(), name());
    }

    public Sight sight() throws IOException {
        return parts.gate().rights().sight(caller);
    }

    /// Returns the right to a repository.
    public Right right(RepositoryName repository) throws IOException {
        return parts.gate().rights().toManage(caller, repository);
    }

    /// Demands a right to a repository. Who may not even see it is told that it is not there.
    ///
    /// @throws HttpException if the visitor does not have it
    public void demand(RepositoryName repository, Right needed) throws HttpException, IOException {
        Right right = right(repository);
        if (!right.includes(Right.READ)) {
            throw new HttpException(404, "There is no repository " + repository.familiar() + ".");
        }
        if (!right.includes(needed)) {
            throw new HttpException(403, "You may not do this with " + repository.familiar() + ".");
        }
    }

    /// Reads a form.
    ///
    /// @throws HttpException if it did not come from a page that this visitor was shown
    public FormBody form() throws HttpException, IOException {
        FormBody form =
                account().isPresent()
                        ? FormBody.read(exchange, MAX_FORM_SIZE)
                        : FormBody.read(exchange);
        boolean isOurs = Sessions.isFormToken(secret(), form.value("form").orElse(""));
        if (!isOurs || !isFromHere()) {
            throw new HttpException(403, "The form is out of date: go back, reload and try again.");
        }
        return form;
    }

    /// Tells whether the browser says that the form is from one of our pages. Browsers send
    /// `Sec-Fetch-Site` over TLS and to localhost only, `Origin` with every form ("Fetch" standard,
    /// "Append a request Origin header"); it is `null` where a page hides it.
    private boolean isFromHere() {
        String site = exchange.header("Sec-Fetch-Site").orElse("same-origin");
        return (site.equals("same-origin") || site.equals("none"))
                && exchange.header("Origin").map(this::isOurs).orElse(true);
    }

    /// Where a proxy ends TLS the schemes may differ: hosts are compared, with the one that we are
    /// reached at and the one that an administrator has said.
    private boolean isOurs(String origin) {
        int end = origin.indexOf("://");
        String host = end < 0 ? "" : origin.substring(end + 3);
        return host.equalsIgnoreCase(exchange.host())
                || host.equalsIgnoreCase(parts.gate().address().service(exchange));
    }

    private String secret() {
        return Authentication.sessionSecret(exchange).orElse(NO_SESSION);
    }

    /// Returns what a page has around it.
    public Frame frame(String title) throws HttpException {
        return new Frame(
                title,
                "Lamina Hub",
                assets.path("style.css"),
                assets.path("script.js"),
                assets.path("icon.svg"),
                queryOrNothing("q"),
                account().map(account -> account.name().text()),
                isAdministrator(),
                Sessions.formToken(secret()),
                parts.gate().address().service(exchange),
                Notices.text(query("done")));
    }

    /// Says when something may be tried again that was not tried, and returns the status to say it with.
    public int tryLater(TryLaterException refusal) {
        exchange.with("Retry-After", Long.toString(refusal.retryAfter().toSeconds() + 1));
        return refusal instanceof BusyException ? 503 : 429;
    }

    /// Answers with a page.
    public void show(String html) throws IOException {
        Html.send(exchange, 200, html);
    }

    /// Sends the browser to another page after a form.
    public void goTo(String path) {
        exchange.with("Location", path).with("Cache-Control", "no-store").plan(303, Bytes.EMPTY);
    }
}
