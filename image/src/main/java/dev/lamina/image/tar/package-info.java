/// The tar format, streaming: header blocks to entries with the offsets of their data, and back.
///
/// Read are v7, ustar, pax, GNU and STAR archives as they occur in layers; written is ustar with
/// pax headers where ustar cannot say it. Sources: POSIX.1-2017, pax; tar(5) of libarchive; the GNU
/// tar manual, "Tar Internals". Where they leave something open, what Go's archive/tar does
/// decides, because Docker, containerd, Podman and umoci read layers with it.
@NullMarked
package dev.lamina.image.tar;

import org.jspecify.annotations.NullMarked;
