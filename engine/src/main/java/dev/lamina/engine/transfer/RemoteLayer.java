package dev.lamina.engine.transfer;

import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Reference;

/// A layer that an image in a registry has.
///
/// @param reference names the repository
/// @param blob      as it travels
/// @param diffId    names the tar inside
record RemoteLayer(Reference reference, Descriptor blob, DiffId diffId) {}
