package io.nightjar.rib.engine;

import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The way to a table that somebody works: none of these calls blocks, and all of them keep their order. */
public interface RibInbox {

    /**
     * Hands over an UPDATE. It is always taken. If the mailbox is full, the peer's output has been told to pause
     * reading when this returns, and will be told to resume: the caller has nothing to do.
     *
     * @return whether there is room for more
     */
    boolean offer(UpdateReceived update);

    /** Hands over a ROUTE-REFRESH, like an UPDATE: who asks without end is not read without end. */
    boolean offer(RouteRefreshReceived refresh);

    /** Hands over a command of our own. */
    void submit(RibCommand command);

    /**
     * Asks the table, after everything that has been handed over before.
     *
     * @param question uses the view, and lets nothing of it escape but values
     * @return fails if {@code question} does, or if the table ends without answering
     */
    <T> CompletableFuture<T> query(Function<RibView, T> question);
}
