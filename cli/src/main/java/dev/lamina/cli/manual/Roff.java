package dev.lamina.cli.manual;

import java.util.Locale;
import java.util.regex.Pattern;

/// Text of a manual page, in the macros of man(7).
///
/// No text is an argument of a macro but those of headings: so that none has to be quoted, only escaped.
final class Roff {

    /// `code` of Markdown.
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final StringBuilder text = new StringBuilder();

    /// Begins a page of section 1.
    ///
    /// @param version what it belongs to: `Lamina 0.1.0`
    Roff(String title, String version) {
        macro("TH " + title.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + version + '"');
        macro("nh"); // names of flags and references are not to be broken
        macro("ad l");
    }

    /// Begins a section.
    Roff section(String title) {
        return macro("SH " + title);
    }

    /// Begins an item of a list: a line that stands out, before what it means.
    ///
    /// @param line with fonts of roff
    Roff item(String line, String meaning) {
        return macro("TP").line(line).markdown(meaning);
    }

    /// Begins a paragraph.
    Roff paragraph() {
        return macro("PP");
    }

    /// Adds a line that has fonts of roff, and is escaped.
    Roff line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /// Adds paragraphs of Markdown: prose, `code`, and lists with dashes.
    Roff markdown(String paragraphs) {
        boolean blank = false;
        for (String line : paragraphs.strip().lines().toList()) {
            if (line.isBlank()) {
                blank = true;
                continue;
            }
            if (line.startsWith("- ")) {
                macro("IP \\(bu 2").line(inline(line.substring(2)));
            } else {
                if (blank) {
                    paragraph();
                }
                line(inline(line.strip()));
            }
            blank = false;
        }
        return this;
    }

    /// Adds a line as it is typed, below the text before.
    Roff example(String commandLine) {
        return macro("PP")
                .macro("RS 4")
                .macro("nf")
                .line(escape(commandLine))
                .macro("fi")
                .macro("RE");
    }

    /// Makes a text stand out.
    static String bold(String text) {
        return "\\fB" + escapeWithin(text) + "\\fR";
    }

    /// Marks what stands for something else.
    static String italic(String text) {
        return "\\fI" + escapeWithin(text) + "\\fR";
    }

    /// Takes their meaning from the characters that roff has one for, also at the start of a line: groff_char(7),
    /// groff(7).
    static String escape(String text) {
        String escaped = escapeWithin(text);
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    private static String escapeWithin(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    private static String inline(String markdown) {
        var line = new StringBuilder();
        var code = CODE.matcher(markdown);
        int end = 0;
        while (code.find()) {
            line.append(escapeWithin(markdown.substring(end, code.start())));
            line.append(bold(code.group(1)));
            end = code.end();
        }
        line.append(escapeWithin(markdown.substring(end)));
        return line.toString().startsWith(".") ? "\\&" + line : line.toString();
    }

    private Roff macro(String call) {
        text.append('.').append(call).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
