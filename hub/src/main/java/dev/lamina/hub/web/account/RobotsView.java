package dev.lamina.hub.web.account;

import dev.lamina.hub.account.Account;
import dev.lamina.hub.web.frame.Attempt;
import dev.lamina.hub.web.frame.Choice;
import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Visitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The robots of a person or an organisation, and the forms about them.
///
/// @param action     what the addresses of the forms begin with
/// @param made       a token that was just made; it is shown only now
/// @param repository that the robot to add may use
/// @param rights     of that robot
/// @param days       that its token lasts
record RobotsView(
        String action,
        Optional<NewToken> made,
        boolean hasRows,
        List<RobotView> rows,
        Field robot,
        Field repository,
        List<Choice> rights,
        List<Choice> days) {

    /// The form that adds one.
    static final String ADD = "add-robot";

    static final List<Choice> RIGHTS =
            List.of(
                    new Choice("READ", "read", false),
                    new Choice("WRITE", "write", false),
                    new Choice("ADMIN", "administer", false));

    /// A token that was just made.
    ///
    /// @param name of the robot
    record NewToken(String name, String secret) {}

    static RobotsView of(
            Visitor visitor, Account owner, String action, Optional<NewToken> made, Attempt attempt)
            throws IOException {
        var rows = new ArrayList<RobotView>();
        for (Account robot : visitor.people().robots().of(owner)) {
            rows.add(
                    RobotView.of(
                            robot.name().text(),
                            visitor.people().robots().grants(robot),
                            visitor.people().tokens().of(robot),
                            visitor.now()));
        }
        return new RobotsView(
                action,
                made,
                !rows.isEmpty(),
                rows,
                attempt.field(ADD, "robot"),
                attempt.field(ADD, "repository"),
                attempt.choices(ADD, "right", RIGHTS, "READ"),
                attempt.choices(ADD, "days", SettingsPages.DAYS, "365"));
    }
}
