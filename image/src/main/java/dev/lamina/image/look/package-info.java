/// A look into an image: its steps, its merged files and which layer each came from, and the differences between
/// two images. Nothing is unpacked; who looks says where the tars of the layers are, and who may look how often.
@NullMarked
package dev.lamina.image.look;

import org.jspecify.annotations.NullMarked;
