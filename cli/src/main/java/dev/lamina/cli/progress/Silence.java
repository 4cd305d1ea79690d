package dev.lamina.cli.progress;

import dev.lamina.engine.value.image.TransferEvent;

/// Shows nothing.
final class Silence implements Progress {

    @Override
    public void on(TransferEvent event) {}

    @Override
    public void tick() {}

    @Override
    public void close() {}
}
