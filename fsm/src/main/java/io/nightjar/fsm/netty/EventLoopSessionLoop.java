package io.nightjar.fsm.netty;

import io.netty.channel.EventLoop;
import io.nightjar.fsm.session.SessionLoop;
import java.util.concurrent.RejectedExecutionException;

/** A Netty event loop as a session sees it. */
record EventLoopSessionLoop(EventLoop loop) implements SessionLoop {

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The last thing that a table says to its sessions may come after their end; then nobody needs it.
            if (!loop.isShuttingDown()) {
                throw e;
            }
        }
    }
}
