package io.nightjar.fsm.session;

import io.nightjar.bgp.peer.NegotiatedSession;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** An established session as its user sees it. Any thread; {@code paused} belongs to the session's loop. */
final class ActiveSession implements EstablishedSession {

    private final NegotiatedSession negotiated;
    private final Connection connection;
    private final SessionLoop loop;
    private final SessionCounters counters;
    private final Runnable onResume;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean paused;

    ActiveSession(
            NegotiatedSession negotiated,
            Connection connection,
            SessionLoop loop,
            SessionCounters counters,
            Runnable onResume) {
        this.negotiated = negotiated;
        this.connection = connection;
        this.loop = loop;
        this.counters = counters;
        this.onResume = onResume;
    }

    @Override
    public NegotiatedSession negotiated() {
        return negotiated;
    }

    @Override
    public void send(List<byte[]> messages) {
        if (!ended.get() && !messages.isEmpty()) {
            counters.sent(messages);
            connection.send(messages);
        }
    }

    @Override
    public boolean isWritable() {
        return !ended.get() && connection.isWritable();
    }

    @Override
    public void pauseReading() {
        loop.perform(() -> {
            if (!ended.get()) {
                paused = true;
                connection.pauseReading();
            }
        });
    }

    @Override
    public void resumeReading() {
        loop.perform(() -> {
            if (!ended.get() && paused) {
                paused = false;
                onResume.run();
                connection.resumeReading();
            }
        });
    }

    /** On the loop. */
    boolean isPaused() {
        return paused;
    }

    void end() {
        ended.set(true);
    }

    @Override
    public String toString() {
        return negotiated.peer() + " at " + negotiated.remoteAddress();
    }
}
