/// From requests to callers, and from callers to answers: logins, tokens, and who may use the
/// distribution protocol for what.
@NullMarked
package dev.lamina.hub.access;

import org.jspecify.annotations.NullMarked;
