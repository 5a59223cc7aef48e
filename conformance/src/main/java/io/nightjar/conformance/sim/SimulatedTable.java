package io.nightjar.conformance.sim;

import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibInbox;
import io.nightjar.rib.engine.RibTurns;
import io.nightjar.rib.engine.TurnListener;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A table whose turns are taken a little after something was handed over, as if a thread had to wake up for it, and not before the one
 * before has had its time: what comes meanwhile gathers, and is handled together.
 */
final class SimulatedTable implements RibInbox {

    private final SpeakerProcess process;
    private final RibTurns turns;
    private final int capacity;
    private boolean due;
    private boolean full;
    private long busyUntilNanos;

    SimulatedTable(SpeakerProcess process, RibEngine engine, int capacity) {
        this.process = process;
        this.turns = new RibTurns(engine, capacity, process.clock(), TurnListener.NONE);
        this.capacity = capacity;
    }

    @Override
    public boolean offer(UpdateReceived update) {
        boolean room = turns.offer(update);
        full = turns.backlog() >= capacity;
        wake();
        return room;
    }

    @Override
    public boolean offer(RouteRefreshReceived refresh) {
        boolean room = turns.offer(refresh);
        wake();
        return room;
    }

    @Override
    public void submit(RibCommand command) {
        turns.submit(command);
        wake();
    }

    @Override
    public <T> CompletableFuture<T> query(Function<RibView, T> question) {
        CompletableFuture<T> answer = turns.query(question);
        wake();
        return answer;
    }

    /** Whether what was offered last has left no room for more; asked once. */
    boolean takeFull() {
        boolean now = full;
        full = false;
        return now;
    }

    private void wake() {
        if (!due) {
            due = true;
            process.after(Math.max(process.wakeUpNanos(), busyUntilNanos - process.now()), this::turn);
        }
    }

    private void turn() {
        due = false;
        long waited = turns.backlog();
        long sent = process.piecesSent();
        turns.turn();
        long work = Math.max(0, waited - turns.backlog()) + process.piecesSent() - sent;
        busyUntilNanos = process.now() + work * process.costNanos();
        if (turns.backlog() > 0) {
            wake();
        }
    }
}
