package dev.lamina.hub.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which passwords are taken: long ones that are not guessed at once.
///
/// Nobody must mix letters and digits; but what lists of leaked passwords have, what runs along a keyboard,
/// and the names of account and hub are guessed first (NIST SP 800-63B-4 section 3.1.1.2). Each such
/// piece counts as one character, and a name as none.
public final class PasswordRule {

    /// Shorter ones are guessed.
    public static final int MIN_LENGTH = 10;

    /// Longer ones only cost time.
    public static final int MAX_LENGTH = 200;

    /// How many characters must be left, each guessable piece taken for one.
    private static final int MIN_LEFT = 8;

    private static final int MIN_DISTINCT = 5;

    /// Shorter names are parts of many words.
    private static final int MIN_NAME = 3;

    private static final List<String> WORDS = words();

    private final List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1"));

    /// @param publicAddress of the hub, whose host is a name that is guessed, as those of this machine are
    public PasswordRule(Optional<String> publicAddress) {
        publicAddress.map(PasswordRule::namesOf).ifPresent(names::addAll);
    }

    private static List<String> words() {
        try (InputStream in = PasswordRule.class.getResourceAsStream("common-words.txt");
                var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(word -> word.length() > MIN_NAME)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The host, and its parts: `hub.example.com` and `example`.
    private static List<String> namesOf(String address) {
        String host = address.replaceFirst("^https?://", "").replaceFirst(":\\d+$", "");
        var names = new ArrayList<String>();
        names.add(host.toLowerCase(Locale.ROOT));
        for (String part : host.toLowerCase(Locale.ROOT).split("\\.")) {
            if (part.length() > MIN_NAME) {
                names.add(part);
            }
        }
        return names;
    }

    /// Refuses a password that is too short, too long, or guessed at once.
    ///
    /// @param account whose it is to be
    void check(String account, String password) throws RefusedException {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw new RefusedException(
                    "password",
                    "password: expected "
                            + MIN_LENGTH
                            + " to "
                            + MAX_LENGTH
                            + " characters, got "
                            + password.length());
        }
        var pieces = new GuessablePieces(WORDS, List.of());
        if (password.chars().distinct().count() < MIN_DISTINCT
                || left(password, pieces) < MIN_LEFT) {
            throw new RefusedException(
                    "password",
                    "password: expected one that is not guessed at once, got one of common words, digits"
                            + " or keys in a row");
        }
        if (left(password, new GuessablePieces(WORDS, names(account))) < MIN_LEFT) {
            throw new RefusedException(
                    "password",
                    "password: expected one that is not guessed at once, got one with the name of the"
                            + " account or the hub and little else");
        }
    }

    private static int left(String password, GuessablePieces pieces) {
        return Math.min(
                pieces.left(password.toLowerCase(Locale.ROOT)),
                pieces.left(GuessablePieces.withLetters(password)));
    }

    private List<String> names(String account) {
        var all = new ArrayList<>(names);
        if (account.length() >= MIN_NAME) {
            all.add(account);
            all.add(new StringBuilder(account).reverse().toString());
        }
        for (String part : account.split("[._+-]")) {
            if (part.length() > MIN_NAME) {
                all.add(part);
            }
        }
        return all;
    }
}
