package io.nightjar.fsm.session;

import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.peer.NegotiatedSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An established session as its user sees it. Any thread; {@code paused} belongs to the session's loop. */
final class ActiveSession implements EstablishedSession {

    private final NegotiatedSession negotiated;
    private final Connection connection;
    private final SessionLoop loop;
    private final SessionCounters counters;
    private final Owner owner;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean paused;

    ActiveSession(
            NegotiatedSession negotiated,
            Connection connection,
            SessionLoop loop,
            SessionCounters counters,
            Owner owner) {
        this.negotiated = negotiated;
        this.connection = connection;
        this.loop = loop;
        this.counters = counters;
        this.owner = owner;
    }

    @Override
    public NegotiatedSession negotiated() {
        return negotiated;
    }

    @Override
    public void send(List<byte[]> messages) {
        if (!ended.get() && !messages.isEmpty()) {
            MessageBlock block = MessageBlock.of(messages);
            counters.sent(block);
            connection.send(block);
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
                owner.resumed();
                connection.resumeReading();
            }
        });
    }

    @Override
    public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
        loop.perform(() -> owner.endRequested(this, notification, startAgainAfter));
    }

    /** On the loop. */
    boolean isPaused() {
        return paused;
    }

    void markEnded() {
        ended.set(true);
    }

    /** What becomes of a session's wishes, on its loop. */
    interface Owner {

        /** Reading goes on. */
        void resumed();

        /** It is to end; see {@link EstablishedSession#end}. */
        void endRequested(ActiveSession session, NotificationMessage notification, @Nullable Duration startAgainAfter);
    }

    @Override
    public String toString() {
        return negotiated.peer() + " at " + negotiated.remoteAddress();
    }
}
