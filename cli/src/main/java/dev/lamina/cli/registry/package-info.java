/// Commands about registries: `login` and `logout`.
@NullMarked
package dev.lamina.cli.registry;

import org.jspecify.annotations.NullMarked;
