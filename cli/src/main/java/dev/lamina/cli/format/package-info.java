/// Lists as Docker prints them: columns, sizes, ages, filters.
@NullMarked
package dev.lamina.cli.format;

import org.jspecify.annotations.NullMarked;
