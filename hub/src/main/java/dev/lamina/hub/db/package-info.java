/// The database behind the catalog: connections, transactions, numbered migrations.
@NullMarked
package dev.lamina.hub.db;

import org.jspecify.annotations.NullMarked;
