/// Values that go into and come out of [dev.lamina.engine.Engine], about images and their ways.
@NullMarked
package dev.lamina.engine.value.image;

import org.jspecify.annotations.NullMarked;
