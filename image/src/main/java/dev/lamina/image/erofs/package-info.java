/// Writes a tree as an EROFS image without data: the kernel mounts it with the layers' tars as
/// devices. [ErofsReader] reads such images back, to check and show them. See
/// `docs/formats/erofs-profile.md` for the part of EROFS that is written.
@NullMarked
package dev.lamina.image.erofs;

import org.jspecify.annotations.NullMarked;
