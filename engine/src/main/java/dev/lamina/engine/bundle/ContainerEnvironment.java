package dev.lamina.engine.bundle;

import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.image.RunConfig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The environment of a container's command, put together as Docker does.
///
/// A later value of a name takes the place of an earlier one, but keeps its position.
public final class ContainerEnvironment {

    /// Where a command is looked for if the image does not say.
    public static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// `NAME=VALUE` by name.
    private final Map<String, String> variables = new LinkedHashMap<>();

    private ContainerEnvironment() {}

    /// Returns the environment: `PATH`, `HOSTNAME`, `TERM` if there is a terminal, what the user
    /// says, and the rest of what the image says. An image's name without a value takes away what
    /// would be there without the image. See [#withHome].
    ///
    /// @param said   `NAME=VALUE`, or `NAME` alone for the caller's value: what environment files
    ///     hold, then what flags say. A name alone that the caller has not is taken away, also if
    ///     the image has it.
    /// @param caller the caller's environment
    /// @throws RunFailedException if a variable has no name, or has a NUL
    public static List<String> of(
            RunConfig config,
            List<String> said,
            Map<String, String> caller,
            String hostname,
            boolean terminal)
            throws RunFailedException {
        var environment = new ContainerEnvironment();
        environment.put("PATH=" + DEFAULT_PATH);
        environment.put("HOSTNAME=".concat(hostname));
        if (terminal) {
            environment.put("TERM=xterm");
        }
        Set<String> names = new HashSet<>();
        for (String variable : config.env()) {
            if (variable.indexOf('=') < 0) {
                environment.remove(variable);
            }
        }
        for (String variable : said) {
            environment.say(variable, caller);
            names.add(name(variable));
        }
        for (String variable : config.env()) {
            check(variable);
            if (variable.indexOf('=') > 0 && !names.contains(name(variable))) {
                environment.put(variable);
            }
        }
        return environment.all();
    }

    /// Adds `HOME` to an environment, unless somebody said it.
    public static List<String> withHome(List<String> environment, String home) {
        List<String> all = new ArrayList<>(environment);
        for (String variable : environment) {
            if (variable.startsWith("HOME=")) {
                return all;
            }
        }
        all.add("HOME=".concat(home));
        return all;
    }

    private void say(String variable, Map<String, String> caller) throws RunFailedException {
        check(variable);
        if (name(variable).isEmpty()) {
            throw refuse("invalid environment variable: " + variable);
        }
        if (variable.indexOf('=') >= 0) {
            put(variable);
        } else if (caller.containsKey(variable)) {
            put(variable.concat("=").concat(caller.get(variable)));
        } else {
            remove(variable);
        }
    }

    private void put(String variable) {
        variables.put(name(variable), variable);
    }

    private void remove(String name) {
        variables.remove(name);
    }

    private List<String> all() {
        return new ArrayList<>(variables.values());
    }

    private static String name(String variable) {
        int equals = variable.indexOf('=');
        return equals < 0 ? variable : variable.substring(0, equals);
    }

    private static void check(String variable) throws RunFailedException {
        if (variable.indexOf(0) >= 0) {
            throw refuse(
                    "invalid environment variable: expected no NUL in the value of "
                            + name(variable).replace('\0', '?'));
        }
    }

    private static RunFailedException refuse(String message) {
        return new RunFailedException(RunFailedException.NOT_MADE, message);
    }
}
