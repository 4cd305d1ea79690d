/// Go templates, as far as people use them to format lists.
@NullMarked
package dev.lamina.cli.template;

import org.jspecify.annotations.NullMarked;
