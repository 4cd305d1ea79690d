/// Go templates, as far as people use them to format lists.
///
/// `Lexer` makes tokens of a template, `TemplateParser` makes a tree of them, `Execution` walks the
/// tree with a value, as Go's text/template does, whose documentation is the specification. The
/// judge is what Docker printed (decision 0071).
@NullMarked
package dev.lamina.docker.template;

import org.jspecify.annotations.NullMarked;
