package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.PlainText;
import dev.lamina.hub.catalog.repository.RepositoryTexts;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

import java.util.List;
import java.util.Optional;

/// Descriptions as HTML that can do no harm: what is not in a short list of elements and attributes is
/// taken out after rendering, whatever the renderer let through. A description that would become too
/// large is shown as it was written.
public final class Markdown {

    /// A link that is defined once and named a thousand times is in the HTML a thousand times; an
    /// honest text becomes two or three times as long. In characters.
    static final int MAX_HTML_LENGTH = 256 << 10;

    /// Missing cells are made for each row of a table, as many as its head has: without a limit the
    /// square of what was written. The parser gives up beyond it.
    private static final int MAX_CELL_COUNT = 10_000;

    private static final String TOO_LARGE =
            "<p>As a page this description would be too large: here it is as it was written.</p>";

    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.builder().maxCells(MAX_CELL_COUNT).build(),
                    StrikethroughExtension.create(),
                    AutolinkExtension.create());

    /// Blocks and emphasis are nested as deep as the parser allows of itself: 100 levels or so.
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).sanitizeUrls(true).build();

    /// Images of other sites would tell them who reads; the content policy blocks them as well.
    private static final Safelist ALLOWED =
            Safelist.relaxed()
                    .removeTags("img")
                    .removeProtocols("a", "href", "ftp")
                    .addProtocols("a", "href", "#")
                    .addTags("hr", "del", "s")
                    .addEnforcedAttribute("a", "rel", "nofollow noopener ugc");

    private Markdown() {}

    /// Returns a description as HTML of at most [#MAX_HTML_LENGTH] characters.
    ///
    /// @param written at most as long as [RepositoryTexts] allows
    public static String render(String written) {
        String text = PlainText.escaped(written);
        return parse(text)
                .flatMap(Markdown::html)
                .map(Markdown::clean)
                .filter(html -> html.length() <= MAX_HTML_LENGTH)
                .orElseGet(() -> TOO_LARGE + ProseShape.block(text).outerHtml());
    }

    private static Optional<Node> parse(String text) {
        try {
            return Optional.of(PARSER.parse(text));
        } catch (IllegalArgumentException e) {
            // How the extension for tables tells that there are too many cells; else all text is
            // Markdown.
            return Optional.empty();
        }
    }

    private static Optional<String> html(Node document) {
        var html = new BoundedText(MAX_HTML_LENGTH);
        try {
            RENDERER.render(document, html);
            return Optional.of(html.toString());
        } catch (BoundedText.FullException e) {
            return Optional.empty();
        }
    }

    private static String clean(String html) {
        Document document = new Cleaner(ALLOWED).clean(Jsoup.parseBodyFragment(html));
        document.outputSettings().prettyPrint(false);
        ProseShape.apply(document.body());
        return document.body().html();
    }
}
