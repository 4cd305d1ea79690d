package dev.lamina.http;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Lines for the log about something that clients had a part in: a terminal may show it, and obeys control
/// characters; what turns the direction of text around makes it read as something else.
final class LogText {

    private LogText() {}

    /// Returns a line and where the failure came from, of ASCII characters that can be seen; all others as
    /// codes.
    static String of(String line, Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return visible(line) + System.lineSeparator() + visible(trace.toString()).strip();
    }

    /// Ends of lines and tabs stay: a trace has them. A line that looks like one of the log begins
    /// otherwise.
    private static String visible(String text) {
        var visible = new StringBuilder(text.length());
        for (char character : text.toCharArray()) {
            boolean isSeen = character >= ' ' && character < 0x7f;
            if (isSeen || character == '\n' || character == '\t') {
                visible.append(character);
            } else {
                visible.append("\\u%04x".formatted((int) character));
            }
        }
        return visible.toString();
    }
}
