/// Values that go into and come out of [dev.lamina.engine.Engine], about containers.
@NullMarked
package dev.lamina.engine.value.container;

import org.jspecify.annotations.NullMarked;
