package dev.lamina.hub.web.account;

import dev.lamina.http.FormBody;
import dev.lamina.http.HttpException;
import dev.lamina.hub.account.AccessTokens;
import dev.lamina.hub.account.Account;
import dev.lamina.hub.account.AccountName;
import dev.lamina.hub.account.Grant;
import dev.lamina.hub.account.Right;
import dev.lamina.hub.account.Robots;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.web.frame.FieldException;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people do with their own robots, and owners with those of an organisation.
final class RobotForms {

    private static final String TOKEN = "token";

    /// How long the token lasts of a robot that had none.
    private static final Duration LASTING = Duration.ofDays(365);

    private RobotForms() {}

    /// Adds a robot with a token. The answer that shows it is not stored.
    static RobotsView.NewToken add(Visitor visitor, Account owner, FormBody form)
            throws IOException, HttpException, FieldException {
        Grant grant = grant(owner, form);
        if (grant.right() == Right.NONE) {
            throw new HttpException(400, "right: expected READ, WRITE or ADMIN, got 'NONE'");
        }
        Optional<Instant> expiry = SettingsPages.expiry(visitor, form);
        Account robot =
                visitor.people()
                        .robots()
                        .add(owner, form.value("robot").orElse(""), List.of(grant));
        String secret = visitor.people().tokens().add(robot, TOKEN, grant.right(), expiry);
        return shown(visitor, robot, secret);
    }

    /// Reads a repository's name and a right; no name means all repositories. A name without an account
    /// is one of the owner's.
    static Grant grant(Account owner, FormBody form) throws HttpException, FieldException {
        String text = form.value("repository").orElse("").strip();
        String full = text.contains("/") ? text : owner.name() + "/" + text;
        Optional<RepositoryName> repository =
                text.isEmpty() ? Optional.empty() : RepositoryName.parse(full);
        if (!text.isEmpty() && repository.isEmpty()) {
            throw new FieldException(
                    422, "repository", "repository: expected the name of one, got '" + text + "'");
        }
        return new Grant(repository, SettingsPages.right(form.value("right").orElse("")));
    }

    /// Gives a robot a new token in the place of those that it has, for as long as the newest was to last.
    static RobotsView.NewToken renew(Visitor visitor, Account owner, FormBody form)
            throws IOException, HttpException {
        Robots robots = visitor.people().robots();
        AccessTokens tokens = visitor.people().tokens();
        String name = form.value("robot").orElse("");
        Account robot =
                robots.of(owner).stream()
                        .filter(one -> one.name().text().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new HttpException(404, "There is no such robot."));
        Right right = Right.READ;
        for (Grant grant : robots.grants(robot)) {
            right = right.max(grant.right());
        }
        String secret = tokens.replaceAll(robot, TOKEN, right, LASTING);
        return shown(visitor, robot, secret);
    }

    /// The answer is not stored.
    private static RobotsView.NewToken shown(Visitor visitor, Account robot, String secret) {
        visitor.exchange().with("Cache-Control", "no-store");
        return new RobotsView.NewToken(robot.name().text(), secret);
    }

    /// Removes a robot and its tokens, if there is one.
    static void remove(Visitor visitor, Account owner, FormBody form) throws IOException {
        Optional<AccountName> name = AccountName.parse(form.value("robot").orElse(""));
        if (name.isPresent()) {
            visitor.people().robots().remove(owner, name.get());
        }
    }
}
