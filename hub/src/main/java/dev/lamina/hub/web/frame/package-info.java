/// What all pages are made of.
///
/// [Visitor] tells who looks, and asks what it may see and do of repositories. Pages of the hub and of
/// organisations ask for administrators and owners themselves.
@NullMarked
package dev.lamina.hub.web.frame;

import org.jspecify.annotations.NullMarked;
