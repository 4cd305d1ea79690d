package dev.lamina.hub.web;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.http.HttpHandler;
import dev.lamina.http.ServerBusyException;
import dev.lamina.hub.account.RefusedException;
import dev.lamina.hub.account.TryLaterException;
import dev.lamina.hub.web.account.AccountPages;
import dev.lamina.hub.web.frame.Assets;
import dev.lamina.hub.web.frame.Html;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Routes;
import dev.lamina.hub.web.frame.Visitor;
import dev.lamina.hub.web.frame.WebParts;
import dev.lamina.hub.web.repository.RepositoryPages;
import dev.lamina.hub.work.Lanes;
import dev.lamina.hub.work.WorkBusyException;
import dev.lamina.hub.work.Workers;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/// All pages of a hub, by path.
public final class Pages implements HttpHandler {

    /// What needs no encoding in an address, and names no other host, as `//example.com/` would.
    private static final Pattern SLASHED = Pattern.compile("(?:/[A-Za-z0-9._~+:@-]++)++/");

    private static final String RETRY_SECONDS = "5";

    private static final Routes<Visitor> ROUTES =
            new Routes<>(
                    "", Map.of("GET /", SearchPages::home, "GET /explore", SearchPages::explore));

    private final WebParts parts;
    private final Assets assets;

    public Pages(WebParts parts) throws IOException {
        this.parts = parts;
        this.assets = new Assets();
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        if (assets.send(exchange)) {
            return;
        }
        if (isToBeShortened(exchange)) {
            String path = exchange.path().substring(0, exchange.path().length() - 1);
            exchange.with("Location", path + exchange.queryText()).send(308);
            return;
        }
        Visitor visitor = Visitor.of(parts, assets, exchange);
        try {
            compute(visitor);
            exchange.sendPlanned();
        } catch (HttpException e) {
            refuse(visitor, e.status(), e.getMessage());
        } catch (RefusedException e) {
            refuse(visitor, 422, e.getMessage());
        } catch (ServerBusyException | WorkBusyException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            refuse(visitor, 503, "The hub has too much to do. Please try again.");
        } catch (TryLaterException e) {
            refuse(visitor, visitor.tryLater(e), e.getMessage());
        }
    }

    /// Forms are read while they come, and change little: they are answered where the request is. What is
    /// only looked at can take long to make, and is made by threads that compute.
    private void compute(Visitor visitor) throws Exception {
        Exchange exchange = visitor.exchange();
        if (!isRead(exchange)) {
            answer(visitor);
            return;
        }
        Lanes lanes = parts.lanes();
        Workers workers = RepositoryPages.isLook(exchange.path()) ? lanes.looks() : lanes.pages();
        workers.run(
                visitor.client(),
                () -> {
                    answer(visitor);
                    return true;
                });
    }

    private static boolean isRead(Exchange exchange) {
        return exchange.method().equals("GET") || exchange.method().equals("HEAD");
    }

    /// No page has a slash at its end, but people write it.
    private static boolean isToBeShortened(Exchange exchange) {
        return isRead(exchange) && SLASHED.matcher(exchange.path()).matches();
    }

    private static void answer(Visitor visitor) throws Exception {
        String path = visitor.exchange().path();
        if (mustChangePassword(visitor) && !AccountPages.isOpenToAll(path)) {
            visitor.goTo("/settings");
            return;
        }
        if (path.startsWith(Links.REPOSITORY)) {
            RepositoryPages.answer(visitor);
            return;
        }
        boolean isAnswered =
                AccountPages.answer(visitor)
                        || ROUTES.answer(visitor.exchange().method(), path, visitor);
        if (!isAnswered) {
            throw new HttpException(404, "There is no such page.");
        }
    }

    private static boolean mustChangePassword(Visitor visitor) {
        return visitor.account().filter(account -> account.mustChange()).isPresent();
    }

    /// Who must log in first is sent there.
    private static void refuse(Visitor visitor, int status, String text) throws IOException {
        if (status == 401) {
            visitor.goTo("/login");
            visitor.exchange().sendPlanned();
            return;
        }
        if (status == 503) {
            visitor.exchange().withDefault("Retry-After", RETRY_SECONDS);
        }
        try {
            var page = new MessagePage(visitor.frame(title(status)), title(status), text);
            Html.send(visitor.exchange(), status, MessagePageRenderer.of().execute(page));
            visitor.exchange().sendPlanned();
        } catch (HttpException e) {
            visitor.exchange().send(e.status());
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 409 -> "Not possible now";
            case 429 -> "Too many attempts";
            case 503 -> "Busy";
            default -> "This did not work";
        };
    }
}
