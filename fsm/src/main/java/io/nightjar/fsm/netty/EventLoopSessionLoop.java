package io.nightjar.fsm.netty;

import io.netty.channel.EventLoop;
import io.nightjar.fsm.session.SessionLoop;

/** A Netty event loop as a session sees it. */
record EventLoopSessionLoop(EventLoop loop) implements SessionLoop {

    @Override
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }
}
