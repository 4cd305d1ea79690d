package dev.lamina.hub.settings;

import java.util.List;

/// What is said about a repository by whoever starts the hub.
///
/// @param summary    one line, at most 100 characters
/// @param text       Markdown, at most 25,000 characters
/// @param source     link to where the image is made
/// @param licence    an SPDX expression, or a name
/// @param categories at most 8 words of lower-case letters and digits, joined by `-`
public record Description(
        String summary, String text, String source, String licence, List<String> categories) {

    public Description {
        categories = List.copyOf(categories);
    }
}
