/// The catalog in the tables of a database.
@NullMarked
package dev.lamina.hub.catalog.sql;

import org.jspecify.annotations.NullMarked;
