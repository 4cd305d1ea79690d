/// Numbers and bytes of millions of records, without an object for each: columns that grow by pages,
/// and an index to find records again by what they hold.
@NullMarked
package dev.lamina.image.compact;

import org.jspecify.annotations.NullMarked;
