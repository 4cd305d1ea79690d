package dev.lamina.testing.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of what other programs rightly show differently, and why. Each says what their line
/// would be without that.
enum Excuse {
    /// fsck.erofs checks extended attributes, but `--extract` of 1.8 does not set them.
    NO_XATTRS((ours, theirs) -> withXattrsOf(ours, theirs)),

    /// fsck.erofs finds holes, but `--extract` of 1.8 leaves out one at the end of a file.
    NO_HOLE_AT_THE_END((ours, theirs) -> withHoleOf(ours, theirs)),

    /// The specification says nothing of directories that no layer names: with umoci they are what
    /// the host makes of them, with the time of unpacking and what a set-group-ID directory above
    /// passes on, and they change the time of the directory above. Ours are always the same, so that
    /// the same layers give the same bytes.
    UNNAMED_DIRECTORIES((ours, theirs) -> withTimeOf(ours, theirs));

    private static final Instant START = Instant.now().minus(Duration.ofHours(1));
    private static final Pattern TIME = Pattern.compile(" mtime=(\\S+)");

    private final BinaryOperator<String> correction;

    Excuse(BinaryOperator<String> correction) {
        this.correction = correction;
    }

    String corrected(String ours, String theirs) {
        return correction.apply(ours, theirs);
    }

    private static String withXattrsOf(String ours, String theirs) {
        return ours.replaceAll(" xattr:\\S*", "").equals(theirs) ? ours : theirs;
    }

    private static String withHoleOf(String ours, String theirs) {
        boolean empty = theirs.contains(" = 0 bytes ");
        return empty && ours.split(" = ")[0].equals(theirs.split(" = ")[0]) ? ours : theirs;
    }

    private static String withTimeOf(String ours, String theirs) {
        Matcher time = TIME.matcher(theirs);
        boolean now = time.find() && Instant.parse(time.group(1)).isAfter(START);
        boolean directory = ours.split(" ")[0].endsWith("/");
        String timeless = TIME.matcher(ours).replaceFirst("");
        String made = ours.endsWith("/") ? "( mode=2755)?( owner=0:\\d+)?" : "";
        boolean same = time.replaceFirst("").matches(Pattern.quote(timeless) + made);
        return directory && now && same ? ours : theirs;
    }
}
