package dev.lamina.cli.progress;

import dev.lamina.engine.value.image.TransferEvent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets what is shown know that time passes, where no event tells so. `this` guards it.
final class Ticking implements Progress {

    private final Progress shown;
    private final CountDownLatch closed = new CountDownLatch(1);

    Ticking(Progress shown) {
        this.shown = shown;
        Thread.ofVirtual().name("progress").start(this::tickEachSecond);
    }

    private void tickEachSecond() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void on(TransferEvent event) {
        shown.on(event);
    }

    @Override
    public synchronized void tick() {
        if (closed.getCount() > 0) {
            shown.tick();
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        shown.close();
    }
}
