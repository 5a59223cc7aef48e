package io.nightjar.daemon.control;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nightjar.fsm.netty.EventLoops;

/** The thread that serves those who ask: one, which nobody has to wait for, and which sleeps while nobody asks. */
public final class ServerLoop {

    private ServerLoop() {}

    /**
     * A loop of one daemon thread.
     *
     * @param name of the thread
     */
    public static EventLoopGroup start(String name) {
        return EventLoops.sleeping(
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory()));
    }
}
