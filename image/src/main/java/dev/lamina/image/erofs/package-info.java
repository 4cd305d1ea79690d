/// Writes a tree as an EROFS image without data: the kernel mounts it with the layers' tars as
/// devices. See `docs/formats/erofs-profile.md` for the part of EROFS that is written.
@NullMarked
package dev.lamina.image.erofs;

import org.jspecify.annotations.NullMarked;
