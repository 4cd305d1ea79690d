/// How files get to the disk: whole or not at all, by one process at a time. Knows nothing of images.
///
/// [dev.lamina.engine.disk.StoreFiles] is the gate through which every change goes, so that tests can
/// fail at each; [dev.lamina.engine.disk.Ingest] writes a file under another name and renames it when
/// it is complete; [dev.lamina.engine.disk.LockFile] has the locks between processes;
/// [dev.lamina.engine.disk.PrivateDirectory] keeps other users out, and
/// [dev.lamina.engine.disk.Reserve] some room free.
@NullMarked
package dev.lamina.engine.disk;

import org.jspecify.annotations.NullMarked;
