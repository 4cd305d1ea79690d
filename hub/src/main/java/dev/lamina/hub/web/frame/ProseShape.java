package dev.lamina.hub.web.frame;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Fits a description, made safe already, into its page: headings below the page's own, with addresses;
/// tasks as signs; blocks of code that a keyboard can scroll.
final class ProseShape {

    /// Before all addresses in a description: none is one of the page's own.
    private static final String PREFIX = "about-";

    private static final int MAX_SLUG_LENGTH = 80;
    private static final int LOWEST = 6;

    private ProseShape() {}

    static void apply(Element prose) {
        for (Element link : prose.select("a[href^=#]")) {
            link.attr("href", "#" + PREFIX + link.attr("href").substring(1));
        }
        nameHeadings(prose);
        prose.select("pre").attr("tabindex", "0");
        prose.select("li").forEach(ProseShape::markTask);
    }

    /// A block of text as it was written.
    static Element block(String text) {
        return new Element("pre").attr("tabindex", "0").text(text);
    }

    private static void nameHeadings(Element prose) {
        Set<String> taken = new HashSet<>();
        for (Element heading : prose.select("h1, h2, h3, h4, h5, h6")) {
            int level = heading.normalName().charAt(1) - '0';
            heading.tagName("h" + Math.min(level + 1, LOWEST));
            String text = heading.text();
            String slug = slug(text);
            // Of several that are called the same, the first has the address.
            if (!slug.isEmpty() && taken.add(slug)) {
                heading.attr("id", PREFIX + slug);
                heading.appendElement("a")
                        .addClass("anchor")
                        .attr("href", "#" + PREFIX + slug)
                        .attr("aria-label", "Link to “" + text + "”")
                        .text("#");
            }
        }
    }

    /// Lower case, letters, digits and '-', as GitHub makes them.
    private static String slug(String text) {
        String slug =
                text.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replaceAll("\\s", "-");
        return slug.substring(0, Math.min(slug.length(), MAX_SLUG_LENGTH));
    }

    /// `[ ]` and `[x]` at the beginning of an item (GitHub Flavored Markdown, "Task list items").
    private static void markTask(Element item) {
        Element first = item.firstElementChild();
        boolean isLoose =
                first != null && first.normalName().equals("p") && item.ownText().isBlank();
        Element parent = isLoose ? first : item;
        Optional<TextNode> text = parent.textNodes().stream().findFirst();
        if (text.isEmpty() || text.get() != parent.childNode(0)) {
            return;
        }
        String words = text.get().getWholeText();
        for (List<String> sign :
                List.of(List.of("[ ] ", "☐ "), List.of("[x] ", "☑ "), List.of("[X] ", "☑ "))) {
            if (words.startsWith(sign.get(0))) {
                text.get().text(sign.get(1) + words.substring(sign.get(0).length()));
                item.addClass("task");
                return;
            }
        }
    }
}
