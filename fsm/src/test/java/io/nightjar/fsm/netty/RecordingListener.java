package io.nightjar.fsm.netty;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, so that a test can wait for it. Any thread. */
final class RecordingListener implements SessionListener {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<EstablishedSession> up = new LinkedBlockingQueue<>();
    private final BlockingQueue<UpdateMessage> updates = new LinkedBlockingQueue<>();
    private final BlockingQueue<RouteRefreshMessage> refreshes = new LinkedBlockingQueue<>();
    private final BlockingQueue<EstablishedSession> writable = new LinkedBlockingQueue<>();
    private volatile byte[] greeting = {};
    private final AtomicBoolean pausing = new AtomicBoolean();
    private final BlockingQueue<String> down = new LinkedBlockingQueue<>();

    @Override
    public void sessionUp(EstablishedSession session) {
        if (greeting.length > 0) {
            session.send(List.of(greeting));
        }
        up.add(session);
    }

    /** Sends a message on each session that comes up; to be called before there are any. */
    void greetWith(byte[] message) {
        greeting = message;
    }

    @Override
    public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
        if (pausing.getAndSet(false)) {
            session.pauseReading();
        }
        updates.add(update);
    }

    /** Pauses reading when the next UPDATE comes in, as a full table would. */
    void pauseAtNextUpdate() {
        pausing.set(true);
    }

    @Override
    public void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh) {
        refreshes.add(refresh);
    }

    @Override
    public void writable(EstablishedSession session) {
        writable.add(session);
    }

    @Override
    public void sessionDown(EstablishedSession session, SessionEnd end) {
        down.add(end.reason());
    }

    EstablishedSession awaitUp() {
        return await(up, "sessionUp");
    }

    UpdateMessage awaitUpdate() {
        return await(updates, "updateReceived");
    }

    RouteRefreshMessage awaitRefresh() {
        return await(refreshes, "routeRefreshReceived");
    }

    EstablishedSession awaitWritable() {
        return await(writable, "writable");
    }

    String awaitDown() {
        return await(down, "sessionDown");
    }

    int ups() {
        return up.size();
    }

    int downs() {
        return down.size();
    }

    int updates() {
        return updates.size();
    }

    private static <T> T await(BlockingQueue<T> queue, String what) {
        try {
            @Nullable T found = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("no " + what + " within " + PATIENCE_SECONDS + " s");
            }
            return found;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
