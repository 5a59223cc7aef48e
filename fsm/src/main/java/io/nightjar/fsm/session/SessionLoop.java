package io.nightjar.fsm.session;

import java.util.concurrent.Executor;

/** The one thread on which all of a session's work is done. */
public interface SessionLoop extends Executor {

    /** Whether the caller is on it. */
    boolean inLoop();

    /** Does {@code task} now when the caller is on the loop, else soon. */
    default void perform(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }
}
