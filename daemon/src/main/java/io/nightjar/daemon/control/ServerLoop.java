package io.nightjar.daemon.control;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The thread that serves those who ask: one, which nobody has to wait for, and which sleeps while nobody asks. */
public final class ServerLoop {

    private ServerLoop() {}

    /**
     * A loop of one daemon thread.
     *
     * @param name of the thread
     */
    public static EventLoopGroup start(String name) {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        // Netty's loop wakes up once a second unless it has an appointment.
        var unused = loop.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.DAYS);
        return loop;
    }
}
