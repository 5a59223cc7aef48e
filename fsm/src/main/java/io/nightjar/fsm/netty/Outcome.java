package io.nightjar.fsm.netty;

import java.util.concurrent.Future;

/** Says that nobody has to wait for a future: its outcome is seen by a listener, or does not matter. */
final class Outcome {

    private Outcome() {}

    static void unneeded(Future<?> future) {
        assert future != null;
    }
}
