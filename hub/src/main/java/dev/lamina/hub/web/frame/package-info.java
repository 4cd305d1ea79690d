/// What all pages are made of.
///
/// [Visitor] is the one place that asks what somebody may see.
@NullMarked
package dev.lamina.hub.web.frame;

import org.jspecify.annotations.NullMarked;
