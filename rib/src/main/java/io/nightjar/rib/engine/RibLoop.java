package io.nightjar.rib.engine;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.rib.PeerOutput;
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
 * The thread {@code bgp-rib}: takes what is in the mailbox, applies it, settles once, and so on. It alone touches the
 * engine; all methods here may be called from any thread, and none of them blocks except {@link #close}.
 *
 * <p>When the mailbox is full, what peers send is still taken, but their sessions are told to stop reading
 * ({@link PeerOutput#pauseReading}), and to go on when most of the work is done. So it holds at most its capacity and
 * what each session had read before it stopped. Commands of our own have no limit: there are few.
 *
 * <p>A failure is not swallowed: it ends the thread and goes to the handler given to the constructor.
 */
public final class RibLoop implements AutoCloseable {

    /**
     * How much is applied before the table settles, in the mailbox's measure: some 4,000 routes. Bounds the time until others
     * hear of it, and lets them work on the first routes while the next ones are decided.
     */
    private static final int TURN_LIMIT = 256;

    private final RibEngine engine;
    private final RibMailbox mailbox;
    private final NanoClock clock;
    private final TurnListener turns;
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
        this.engine = engine;
        this.mailbox = new RibMailbox(capacity, clock);
        this.clock = clock;
        this.turns = turns;
        this.thread = new Thread(this::run, "bgp-rib");
        this.thread.setUncaughtExceptionHandler(onFailure);
        this.thread.setDaemon(true);
    }

    /** Begins; commands may have been submitted before. */
    public void start() {
        thread.start();
    }

    /**
     * Hands over an UPDATE. It is always taken. If the mailbox is full, the peer's output has been told to pause
     * reading when this returns, and will be told to resume: the caller has nothing to do.
     *
     * @return whether there is room for more
     */
    public boolean offer(UpdateReceived update) {
        return mailbox.offer(update.peer(), update);
    }

    /** Hands over a ROUTE-REFRESH, like an UPDATE: who asks without end is not read without end. */
    public boolean offer(RouteRefreshReceived refresh) {
        return mailbox.offer(refresh.peer(), refresh);
    }

    /** Hands over a command of our own. */
    public void submit(RibCommand command) {
        if (command instanceof PeerUp up) {
            mailbox.register(up.session().peer(), up.output());
        } else if (command instanceof PeerDown down) {
            mailbox.unregister(down.peer());
        }
        mailbox.put(new RibMailbox.Command(command, 0));
    }

    /**
     * Asks the table, after everything that has been handed over before.
     *
     * @param question uses the view, and lets nothing of it escape but values
     * @return fails if {@code question} does, or if the loop ends without answering
     */
    public <T> CompletableFuture<T> query(Function<RibView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        mailbox.put(new RibMailbox.Question<>(question, answer));
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
        return mailbox.load();
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

    private static RibMailbox.@Nullable Command update(RibMailbox.Entry entry) {
        return entry instanceof RibMailbox.Command command && command.command() instanceof UpdateReceived
                ? command
                : null;
    }

    /** Takes what is there; false when there will be nothing any more. */
    private boolean turn() {
        try {
            RibMailbox.Entry entry = mailbox.take();
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
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
