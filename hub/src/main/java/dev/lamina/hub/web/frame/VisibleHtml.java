package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.PlainText;

import io.jstach.jstache.JStacheContentType;
import io.jstach.jstachio.Escaper;
import io.jstach.jstachio.escapers.Html;

/// What templates do to the texts that they show: as HTML wants it, and with codes in the place of
/// characters that nobody sees or that turn others around.
@JStacheContentType(mediaType = "text/html", charsets = "UTF-8")
public final class VisibleHtml {

    private VisibleHtml() {}

    /// Returns what templates escape with.
    public static Escaper provider() {
        Escaper html = Html.provider();
        return Escaper.of(text -> html.apply(PlainText.escaped(text)));
    }
}
