/// The pages of a hub: made by the server, complete without a script.
///
/// [Pages] is the table of routes. Each page is a record and the template of its name; templates
/// escape what they show.
@NullMarked
@JStacheConfig(
        contentType = VisibleHtml.class,
        pathing = @JStachePath(prefix = "dev/lamina/hub/web/", suffix = ".mustache"))
package dev.lamina.hub.web;

import dev.lamina.hub.web.frame.VisibleHtml;

import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStachePath;

import org.jspecify.annotations.NullMarked;
