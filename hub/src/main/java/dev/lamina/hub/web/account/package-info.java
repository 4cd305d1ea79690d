/// The pages about people: login, settings, accounts, organisations, and the administrator's.
@NullMarked
@JStacheConfig(
        contentType = VisibleHtml.class,
        pathing = @JStachePath(prefix = "dev/lamina/hub/web/", suffix = ".mustache"))
package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.VisibleHtml;

import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStachePath;

import org.jspecify.annotations.NullMarked;
