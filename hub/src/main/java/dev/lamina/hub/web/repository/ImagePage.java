package dev.lamina.hub.web.repository;

import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.List;
import java.util.Optional;

/// An image: its settings, how it was made, and what refers to it.
///
/// @param title    the tag, or the short digest
/// @param images   the platforms to choose from
/// @param settings of its config
/// @param compared the tag to compare with others; may be empty
/// @param tags     to compare with
@JStache(path = "image")
record ImagePage(
        Frame frame,
        TopView top,
        String title,
        List<Choice> images,
        String pullCommand,
        String digest,
        Optional<String> size,
        List<SettingView> settings,
        boolean hasSteps,
        List<StepView> steps,
        Optional<String> filesLink,
        List<ReferrerView> referrers,
        String compared,
        List<String> tags) {

    /// A platform.
    record Choice(String platform, String link, boolean isCurrent) {}
}
