package io.nightjar.fsm.session;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The driver's first-in first-out queue: what happens while something is being handled is handled after it. Its length is
 * bounded by what one event can cause. Owned by the session's loop.
 */
final class SessionQueue {

    private final SessionLoop loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean draining;

    SessionQueue(SessionLoop loop) {
        this.loop = loop;
    }

    /** How much waits. */
    int length() {
        return waiting.size();
    }

    void run(Runnable task) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("not on the session's loop");
        }
        waiting.add(task);
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        } finally {
            draining = false;
        }
    }
}
