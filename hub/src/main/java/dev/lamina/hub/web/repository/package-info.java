/// The pages about one repository.
///
/// [RepositoryPages] is the table of their routes.
@NullMarked
@JStacheConfig(
        contentType = VisibleHtml.class,
        pathing = @JStachePath(prefix = "dev/lamina/hub/web/", suffix = ".mustache"))
package dev.lamina.hub.web.repository;

import dev.lamina.hub.web.frame.VisibleHtml;

import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStachePath;

import org.jspecify.annotations.NullMarked;
