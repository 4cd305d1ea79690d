package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.lamina.cli.option.FlagParser;
import dev.lamina.cli.option.UsageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The commands of the pages `docs/howto` can be typed.
final class HowToTest {

    private static final Path PAGES = Path.of("../docs/howto");

    private static final Path UNIT = Path.of("../packaging/lamina-hub.service");

    /// A line of a shell.
    private static final Pattern TYPED =
            Pattern.compile("(?:sudo -u \\S+ )?(?:[./]\\S*/)?lamina (.+)");

    /// A line of the unit: the last word stands for what `/etc/default/lamina-hub` has.
    private static final Pattern STARTED =
            Pattern.compile("ExecStart=/usr/bin/lamina (.+) \\$LAMINA_HUB_OPTIONS");

    /// What the page says that file may have.
    private static final Pattern OPTIONS = Pattern.compile("LAMINA_HUB_OPTIONS=\"([^\"]+)\"");

    /// Within a sentence.
    private static final Pattern MENTIONED = Pattern.compile("`(?:\\./)?lamina ([^`]+)`");

    private static final Pattern MENTIONED_FLAG = Pattern.compile("`--([a-z-]+)[^`]*`");

    /// A word of a shell: quoted, or up to the next space.
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTypedCommandIsTaken(Path page) throws IOException, UsageException {
        for (String line : code(page)) {
            var typed = TYPED.matcher(line);
            if (typed.matches()) {
                parse(page, words(typed.group(1)));
            }
        }
    }

    @Test
    void whatTheUnitStartsIsTaken() throws IOException, UsageException {
        String line = String.join("\n", joined(Files.readAllLines(UNIT)));
        var started = STARTED.matcher(line);
        var options = OPTIONS.matcher(String.join("\n", code(PAGES.resolve("run-a-hub.md"))));

        assertThat(started.find()).as(line).isTrue();
        assertThat(options.find()).isTrue();
        parse(UNIT, words(started.group(1)));
        parse(UNIT, words(started.group(1) + " " + options.group(1)));
    }

    /// A name alone stands for the command, whatever it needs.
    @ParameterizedTest
    @MethodSource("pages")
    void everyMentionedCommandIsTaken(Path page) throws IOException, UsageException {
        for (MatchResult mention : MENTIONED.matcher(prose(page)).results().toList()) {
            List<String> words = words(mention.group(1));
            CommandTable.Match match = CommandTable.find(words);
            if (match == null || !match.rest().isEmpty()) {
                parse(page, words);
            }
        }
    }

    @Test
    void everyFlagOfThePageOnHubsIsOneOfAHubsCommands() throws IOException {
        String page = prose(PAGES.resolve("run-a-hub.md"));
        List<String> known =
                CommandTable.PATHS.stream()
                        .filter(path -> path.startsWith("hub "))
                        .flatMap(
                                path ->
                                        requireNonNull(CommandTable.create(path))
                                                .syntax()
                                                .flags()
                                                .stream())
                        .map(flag -> flag.name())
                        .toList();

        assertThat(MENTIONED_FLAG.matcher(page).results().map(flag -> flag.group(1)))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    /// The limits of a hub that was taken over (systemd.exec(5), "Sandboxing").
    @ParameterizedTest
    @ValueSource(
            strings = {
                "User=lamina-hub",
                "UMask=0077",
                "StateDirectoryMode=0700",
                "LogsDirectoryMode=0700",
                "NoNewPrivileges=yes",
                "CapabilityBoundingSet=",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateTmp=yes",
                "PrivateDevices=yes",
                "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
                "SystemCallFilter=@system-service"
            })
    void theUnitClosesWhatAHubDoesNotNeed(String line) throws IOException {
        assertThat(Files.readAllLines(UNIT)).contains(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub serve --no-such-flag",
                "hub serve --data",
                "hub backup",
                "hub restore one two"
            })
    void whatCannotBeTypedIsFound(String line) {
        assertThat(fault(words(line))).isNotEmpty();
    }

    private static void parse(Path page, List<String> words) {
        assertThat(fault(words)).as("%s: lamina %s", page, String.join(" ", words)).isEmpty();
    }

    /// Returns what the program would say of a command line that it refuses.
    private static String fault(List<String> words) {
        try {
            List<String> rest = FlagParser.parse(CommandLine.LAMINA, words).operands();
            CommandTable.Match match = CommandTable.find(rest);
            if (match == null) {
                return "no such command";
            }
            FlagParser.parse(
                    match.command().syntax().withFlags(CommandLine.GLOBAL_FLAGS), match.rest());
            return "";
        } catch (UsageException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toList();
    }

    /// Returns the lines that are code.
    private static List<String> code(Path page) throws IOException {
        return joined(
                Files.readAllLines(page).stream()
                        .filter(line -> line.startsWith("    "))
                        .map(String::strip)
                        .toList());
    }

    /// What ends with a backslash goes on in the next line.
    private static List<String> joined(List<String> lines) {
        var joined = new ArrayList<String>();
        var begun = new StringBuilder();
        for (String line : lines) {
            begun.append(line.strip());
            if (line.endsWith("\\")) {
                begun.setCharAt(begun.length() - 1, ' ');
            } else {
                joined.add(begun.toString());
                begun.setLength(0);
            }
        }
        return joined;
    }

    private static String prose(Path page) throws IOException {
        return String.join(
                " ",
                Files.readAllLines(page).stream()
                        .filter(line -> !line.startsWith("    "))
                        .toList());
    }
}
