package io.nightjar.conformance.traffic;

import io.nightjar.bgp.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All streams at one pace: a packet of each per tick. A tick that comes late is made up for. */
final class ProbeTraffic implements AutoCloseable {

    /** A little more than 1,000 packets a second in each direction. */
    private static final Duration PACE = Duration.ofNanos(950_000);

    private final List<ProbeStream> streams;
    private final NanoClock clock;
    private final Selector selector;
    private final ScheduledExecutorService pacer =
            Executors.newSingleThreadScheduledExecutor(task -> thread("pacer", task));
    private final CompletableFuture<Void> received = new CompletableFuture<>();
    private final Future<?> sending;
    private volatile boolean closing;

    ProbeTraffic(List<ProbeStream> streams, NanoClock clock) {
        this.streams = List.copyOf(streams);
        this.clock = clock;
        try {
            selector = Selector.open();
            for (ProbeStream stream : streams) {
                stream.incoming().register(selector, SelectionKey.OP_READ, stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wait for packets", e);
        }
        thread("receiver", this::receive).start();
        sending = pacer.scheduleAtFixedRate(this::tick, 0, PACE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, "probe-" + name);
        thread.setDaemon(true);
        return thread;
    }

    List<ProbeStream> streams() {
        return streams;
    }

    private void tick() {
        try {
            for (ProbeStream stream : streams) {
                stream.send(clock.nanoTime());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send", e);
        }
    }

    private void receive() {
        try {
            while (!closing) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ((ProbeStream) key.attachment()).receive();
                }
                selector.selectedKeys().clear();
            }
            received.complete(null);
        } catch (IOException e) {
            received.completeExceptionally(e);
        }
    }

    /** Tells if a stream has ended before its time. */
    void requireFlowing() {
        if (sending.isDone() || received.isDone()) {
            throw new IllegalStateException("the probe has ended: " + sending + ", " + received);
        }
    }

    @Override
    public void close() {
        closing = true;
        sending.cancel(false);
        pacer.shutdown();
        selector.wakeup();
        try {
            pacer.awaitTermination(1, TimeUnit.SECONDS);
            received.join();
            selector.close();
            for (ProbeStream stream : streams) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the probe", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
