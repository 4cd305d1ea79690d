/// What keeps a hub's content safe: backup, restore, scrub. They work beside running hubs.
@NullMarked
package dev.lamina.hub.upkeep;

import org.jspecify.annotations.NullMarked;
