package dev.lamina.hub.web.frame;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

import java.util.List;

/// Descriptions as HTML that can do no harm: what is not in a short list of elements and attributes is
/// taken out after rendering, whatever the renderer let through.
public final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).sanitizeUrls(true).build();

    /// Images of other sites would tell them who reads; the content policy blocks them as well.
    private static final Safelist ALLOWED =
            Safelist.relaxed()
                    .removeTags("img")
                    .addTags("hr", "del")
                    .addEnforcedAttribute("a", "rel", "nofollow noopener ugc");

    private Markdown() {}

    public static String render(String text) {
        String html = RENDERER.render(PARSER.parse(text));
        var settings = new Document.OutputSettings().prettyPrint(false);
        return Jsoup.clean(html, "", ALLOWED, settings);
    }
}
