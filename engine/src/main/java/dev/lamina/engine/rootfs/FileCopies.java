package dev.lamina.engine.rootfs;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamina.engine.store.Store;
import dev.lamina.image.DiffId;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.tree.FileNode;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Copies of files of an image, out of the tars, by as many threads as there are processors.
///
/// The kernel copies; where the file system can, the copy shares the tar's blocks
/// (copy_file_range(2), which `FileChannel.transferTo` uses).
final class FileCopies implements AutoCloseable {

    /// How many may wait: those who add more do it themselves meanwhile.
    private static final int MAX_WAITING = 256;

    private final Store store;
    private final ThreadPoolExecutor threads;
    private final Map<DiffId, FileChannel> tars = new HashMap<>();
    private volatile @Nullable IOException failure;

    FileCopies(Store store) {
        this.store = store;
        int processors = Runtime.getRuntime().availableProcessors();
        threads =
                new ThreadPoolExecutor(
                        processors,
                        processors,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /// Has a file copied, with its attributes. It is there at once, so that it can be linked to.
    void add(FileNode file, Path target) throws IOException {
        FileChannel tar = tar(file.layer());
        FileChannel copy = FileChannel.open(target, CREATE_NEW, WRITE);
        threads.execute(() -> copy(file, tar, copy, target));
    }

    private FileChannel tar(DiffId layer) throws IOException {
        FileChannel tar = tars.get(layer);
        if (tar == null) {
            tar = FileChannel.open(store.tar(layer), READ);
            tars.put(layer, tar);
        }
        return tar;
    }

    private void copy(FileNode file, FileChannel tar, FileChannel copy, Path target) {
        try (copy) {
            if (failure == null) {
                copy(file.content(), tar, copy);
                FileAttributes.set(target, file.attributes(), false);
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure =
                    new IOException("copy of " + target, e); // Else it would end with this thread.
        }
    }

    private static void copy(FileContent content, FileChannel tar, FileChannel copy)
            throws IOException {
        long end = 0;
        for (FileContent.Segment segment : content.segments()) {
            copy.position(segment.position());
            long done = 0;
            while (done < segment.length()) {
                long count =
                        tar.transferTo(segment.tarOffset() + done, segment.length() - done, copy);
                if (count <= 0) {
                    throw new EOFException("tar of a layer: expected more bytes");
                }
                done += count;
            }
            end = segment.position() + segment.length();
        }
        if (end < content.size()) {
            // The file ends in a hole; one byte at its end makes it as long as it must be.
            copy.write(ByteBuffer.allocate(1), content.size() - 1);
        }
    }

    /// Returns when all is copied.
    ///
    /// @throws IOException if a copy failed
    void finish() throws IOException {
        threads.shutdown();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while copying files of an image");
        }
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        threads.close();
        for (FileChannel tar : tars.values()) {
            try {
                tar.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
