package dev.lamina.engine.runtime;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version as crun and runc number them: `MAJOR.MINOR[.PATCH][-rc.CANDIDATE]`. What packagers add
/// behind counts for nothing.
///
/// @param candidate of a release; [Integer#MAX_VALUE] for the release itself
public record RuntimeVersion(int major, int minor, int patch, int candidate)
        implements Comparable<RuntimeVersion> {

    private static final Pattern FORM =
            Pattern.compile(
                    "v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:[-~]rc\\.?(\\d{1,4}))?.*");

    /// Reads the version; nothing if a text begins with none.
    public static Optional<RuntimeVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new RuntimeVersion(
                                Integer.parseInt(form.group(1)),
                                Integer.parseInt(form.group(2)),
                                form.group(3) == null ? 0 : Integer.parseInt(form.group(3)),
                                form.group(4) == null
                                        ? Integer.MAX_VALUE
                                        : Integer.parseInt(form.group(4))))
                : Optional.empty();
    }

    /// Returns what the releases of one line have in common.
    public String line() {
        return major + "." + minor;
    }

    @Override
    public int compareTo(RuntimeVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return new int[] {major, minor, patch, candidate};
    }

    @Override
    public String toString() {
        String release = line() + (patch == 0 ? "" : "." + patch);
        return candidate == Integer.MAX_VALUE ? release : release + "-rc." + candidate;
    }
}
