/// Pull and push as straight code: fetch, verify, index, commit.
@NullMarked
package dev.lamina.engine.transfer;

import org.jspecify.annotations.NullMarked;
