package io.nightjar.rib.engine;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibCommand.PeerDown;
import io.nightjar.rib.engine.RibCommand.PeerUp;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table with what waits for it: a turn takes some of it, applies it and settles once. Without a thread: {@link RibLoop} has one,
 * and who simulates many speakers takes their turns himself.
 */
public final class RibTurns implements RibInbox {

    /**
     * How much is applied before the table settles, in the mailbox's measure: some 4,000 routes. Bounds the time until others
     * hear of it, and lets them work on the first routes while the next ones are decided.
     */
    private static final int TURN_LIMIT = 256;

    private final RibEngine engine;
    private final RibMailbox mailbox;
    private final NanoClock clock;
    private final TurnListener turns;

    /**
     * A table that nobody works yet.
     *
     * @param engine nobody else may use it from now on
     * @param capacity how many commands wait before sessions stop reading; an UPDATE with many routes counts for several
     * @param clock tells for how long they wait
     * @param turns hears of that
     */
    public RibTurns(RibEngine engine, int capacity, NanoClock clock, TurnListener turns) {
        this.engine = engine;
        this.mailbox = new RibMailbox(capacity, clock);
        this.clock = clock;
        this.turns = turns;
    }

    @Override
    public boolean offer(UpdateReceived update) {
        return mailbox.offer(update.peer(), update);
    }

    @Override
    public boolean offer(RouteRefreshReceived refresh) {
        return mailbox.offer(refresh.peer(), refresh);
    }

    @Override
    public void submit(RibCommand command) {
        if (command instanceof PeerUp up) {
            mailbox.register(up.session().peer(), up.output());
        } else if (command instanceof PeerDown down) {
            mailbox.unregister(down.peer());
        }
        mailbox.put(new RibMailbox.Command(command, 0));
    }

    @Override
    public <T> CompletableFuture<T> query(Function<RibView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.put(new RibMailbox.Question<>(question, answer));
        return answer;
    }

    /** How much waits, in the measure of the capacity. */
    public long backlog() {
        return mailbox.load();
    }

    /** Takes a turn with what is there, without waiting for anything. */
    public void turn() {
        turn(mailbox.poll());
        mailbox.resumeIfDrained();
    }

    RibMailbox mailbox() {
        return mailbox;
    }

    /** Takes a turn that begins with this entry; false when there will be nothing any more. */
    boolean turn(RibMailbox.@Nullable Entry first) {
        RibMailbox.Entry entry = first;
        RibMailbox.Command firstUpdate = null;
        int applied = 0;
        while (entry != null && !entry.last()) {
            mailbox.answerLooks(engine);
            entry.apply(engine);
            firstUpdate = firstUpdate == null ? update(entry) : firstUpdate;
            applied += entry.weight();
            entry = applied < TURN_LIMIT ? mailbox.poll() : null;
        }
        engine.settle();
        if (firstUpdate != null) {
            turns.updatesDecided(Duration.ofNanos(clock.nanoTime() - firstUpdate.putNanos()));
        }
        return entry == null;
    }

    private static RibMailbox.@Nullable Command update(RibMailbox.Entry entry) {
        return entry instanceof RibMailbox.Command command && command.command() instanceof UpdateReceived
                ? command
                : null;
    }
}
