package io.nightjar.rib.engine;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The thread {@code bgp-rib}: takes what is in the mailbox, applies it, settles once, and so on. It alone touches the
 * engine; all methods here may be called from any thread, and none of them blocks except {@link #close}.
 *
 * <p>When the mailbox is full, what peers send is still taken, but their sessions are told to stop reading
 * ({@link PeerOutput#pauseReading}), and to go on when most of the work is done. So it holds at most its capacity and
 * what each session had read before it stopped. Commands of our own have no limit: there are few.
 *
 * <p>A failure is not swallowed: it ends the thread and goes to the handler given to the constructor.
 */
public final class RibLoop implements RibInbox, AutoCloseable {

    private final RibTurns turns;
    private final RibMailbox mailbox;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * A loop that has not begun.
     *
     * @param engine nobody else may use it from now on
     * @param capacity how many commands wait before sessions stop reading; an UPDATE with many routes counts for several
     * @param clock tells for how long they wait
     * @param turns hears of that
     * @param onFailure hears why the loop ended when it should not have
     */
    public RibLoop(
            RibEngine engine,
            int capacity,
            NanoClock clock,
            TurnListener turns,
            Thread.UncaughtExceptionHandler onFailure) {
        this.turns = new RibTurns(engine, capacity, clock, turns);
        this.mailbox = this.turns.mailbox();
        this.thread = new Thread(this::run, "bgp-rib");
        this.thread.setUncaughtExceptionHandler(onFailure);
        this.thread.setDaemon(true);
    }

    /** Begins; commands may have been submitted before. */
    public void start() {
        thread.start();
    }

    @Override
    public boolean offer(UpdateReceived update) {
        return turns.offer(update);
    }

    @Override
    public boolean offer(RouteRefreshReceived refresh) {
        return turns.offer(refresh);
    }

    @Override
    public void submit(RibCommand command) {
        turns.submit(command);
    }

    @Override
    public <T> CompletableFuture<T> query(Function<RibView, T> question) {
        CompletableFuture<T> answer = turns.query(question);
        if (ended) {
            mailbox.abandonAll();
        }
        return answer;
    }

    /**
     * Asks the table as it is, before what waits is looked at: when the message that is being applied has been. For people, who
     * would rather not wait while a table is loading.
     *
     * @param question as for {@link #query}; it holds up everything else, so it must be quick
     * @return fails if {@code question} does, or if the loop ends without answering
     */
    public <T> CompletableFuture<T> look(Function<RibView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.look(new RibMailbox.Question<>(question, answer));
        if (ended) {
            mailbox.abandonAll();
        }
        return answer;
    }

    /** How much waits, in the measure of the capacity. */
    public long backlog() {
        return turns.backlog();
    }

    /** Works off what has been handed over until now, and ends the thread; returns early if the caller is interrupted. */
    @Override
    public void close() {
        mailbox.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = turn();
                // At the end as well: nobody is left waiting for permission to read on.
                mailbox.resumeIfDrained();
            }
        } finally {
            // In this order: a question that is put after the second line is abandoned by who put it.
            ended = true;
            mailbox.abandonAll();
        }
    }

    /** Waits for something to do, and does what is there; false when there will be nothing any more. */
    private boolean turn() {
        try {
            return turns.turn(mailbox.take());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
