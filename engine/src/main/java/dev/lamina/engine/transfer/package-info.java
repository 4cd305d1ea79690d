/// Pull and push as straight code: fetch, verify, index, commit.
///
/// [dev.lamina.engine.transfer.Pull] asks `ImageFetch` for the documents, then brings each layer by a
/// `LayerPull`: under the lock of its blob, through the three threads of a `LayerPipeline`, which pass
/// buffers along by `Pipe`. [dev.lamina.engine.transfer.Push] is the way back. What happens meanwhile
/// a [dev.lamina.engine.value.image.TransferListener] hears.
@NullMarked
package dev.lamina.engine.transfer;

import org.jspecify.annotations.NullMarked;
