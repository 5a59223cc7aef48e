package io.nightjar.fsm.netty;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Starts peers in portions, so that a loop with hundreds of them looks after the first one, and after whoever dials us, before it has
 * dialled the last one: left to itself, Netty does everything that it has been given, for up to a second, before it looks at sockets.
 * Owned by its event loop.
 */
final class StartQueue {

    /** How many are started between two looks at sockets. */
    static final int PORTION = 16;

    private final EventLoop loop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int left = PORTION;
    private boolean due;

    StartQueue(EventLoop loop) {
        this.loop = loop;
    }

    /** Starts one now or soon, in the order of the calls. */
    void add(Runnable start) {
        waiting.add(start);
        work();
    }

    private void work() {
        if (!due) {
            due = true;
            // What is due at once is not begun before sockets have been looked at, unlike what is only executed.
            Outcome.unneeded(loop.schedule(this::next, 0, TimeUnit.NANOSECONDS));
        }
        while (left > 0 && !waiting.isEmpty()) {
            left--;
            waiting.remove().run();
        }
    }

    private void next() {
        due = false;
        left = PORTION;
        if (!waiting.isEmpty()) {
            work();
        }
    }
}
