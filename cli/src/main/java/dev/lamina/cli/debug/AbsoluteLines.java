package dev.lamina.cli.debug;

import java.io.IOException;

/// Lines of a dump whose paths begin at the root, as users write them. Takes whole lines, and the ends
/// between them.
final class AbsoluteLines implements Appendable {

    private static final String HARD_LINK = " == ";

    private final Appendable out;

    AbsoluteLines(Appendable out) {
        this.out = out;
    }

    @Override
    public Appendable append(CharSequence line) throws IOException {
        String text = line.toString();
        if (!text.startsWith("/")) {
            out.append('/');
        }
        // Names have no spaces in a dump, so that only a hard link has this behind its first word.
        int first = text.indexOf(' ');
        if (first > 0 && text.startsWith(HARD_LINK, first)) {
            int second = first + HARD_LINK.length();
            out.append(text, 0, second).append('/').append(text, second, text.length());
        } else {
            out.append(text);
        }
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char end) throws IOException {
        out.append(end);
        return this;
    }
}
