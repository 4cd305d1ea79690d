/// Lists as Docker prints them: columns, sizes, ages, filters.
///
/// `Listing` is where a command hands its rows over; `--format` then decides between columns, a
/// template for each row, and JSON. Sizes and ages are rounded as Docker rounds them.
@NullMarked
package dev.lamina.cli.format;

import org.jspecify.annotations.NullMarked;
