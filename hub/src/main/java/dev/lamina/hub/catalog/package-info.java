/// The words of the catalog that all of it shares: names of repositories, changes and their preconditions.
@NullMarked
package dev.lamina.hub.catalog;

import org.jspecify.annotations.NullMarked;
