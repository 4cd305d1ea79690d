/// Who one is to a registry: challenges, tokens, and where credentials are kept.
@NullMarked
package dev.lamina.registry.auth;

import org.jspecify.annotations.NullMarked;
