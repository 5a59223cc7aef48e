package io.nightjar.fsm.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** What Netty's event loops have in common here. */
public final class EventLoops {

    private EventLoops() {}

    /** Has loops sleep while there is nothing to do: Netty's wake up once a second unless they have an appointment, so they get one. */
    public static EventLoopGroup sleeping(EventLoopGroup loops) {
        for (EventExecutor loop : loops) {
            Outcome.unneeded(loop.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.DAYS));
        }
        return loops;
    }
}
