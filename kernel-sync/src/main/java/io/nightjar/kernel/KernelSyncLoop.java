package io.nightjar.kernel;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code kernel} thread: waits for notifications of the kernel and for requests of other threads, and lets {@link
 * KernelSynchronizer} bring the table in line. It sleeps in one system call and is woken by either.
 *
 * <p>If the kernel cannot be talked to any more, it opens the port again once a second; the desired state is kept. A fault of our
 * own, here or in a listener, has the same consequence: the actual state is read anew, and sessions need not suffer for it. While
 * that lasts, nobody's {@link #synchronised} is completed, by which it is noticed that the loop does not move on.
 */
public final class KernelSyncLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSyncLoop.class);

    private static final long REOPEN_MILLIS = 1000;

    /** Somebody waits for the end of the process. */
    private static final int FLUSH_ATTEMPTS = 4;

    private static final long FLUSH_PAUSE_NANOS = 250_000_000L;

    private final KernelRouteTable.Opener opener;
    private final KernelSyncSettings settings;
    private final KernelSynchronizer synchronizer;
    private final KernelListener listener;
    private final NanoClock clock;
    private final KernelMailbox mailbox = new KernelMailbox();
    private final CompletableFuture<KernelSyncStatus> started = new CompletableFuture<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    private final List<CompletableFuture<KernelSyncStatus>> waiting = new ArrayList<>();
    private final List<KernelMailbox.Look> looks = new ArrayList<>();
    /** Why the table had to be closed the last time. */
    private String breakdown = "";

    /** Whether there are troubles of which the listener has not heard. */
    private boolean untold;

    private volatile @Nullable KernelRouteTable table;
    private volatile KernelSyncStatus status = KernelSyncStatus.INITIAL;
    private volatile KernelView view = KernelView.EMPTY;
    private volatile InterfacePatterns excluded;

    public KernelSyncLoop(
            KernelRouteTable.Opener opener, KernelSyncSettings settings, KernelListener listener, NanoClock clock) {
        this.opener = opener;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.synchronizer = new KernelSynchronizer(settings, this::viewChanged, clock);
        this.excluded = settings.excluded();
        this.thread = new Thread(this::run, "kernel");
        this.thread.setUncaughtExceptionHandler(
                (ended, fault) -> LOG.error("the kernel's thread has ended, its routes stay as they are", fault));
    }

    /**
     * Starts the thread and returns when the table has been read and compared for the first time.
     *
     * @throws KernelException if the kernel cannot be talked to; nothing runs then
     */
    public void start() throws KernelException {
        thread.start();
        try {
            started.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KernelException kernel
                    ? kernel
                    : new KernelException("the kernel thread ended: " + failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KernelException("interrupted while the kernel's routes were read");
        }
    }

    /**
     * Changes what is desired. Any thread; never blocks. The latest change to a prefix wins.
     *
     * @throws IllegalArgumentException if a route belongs to another table
     */
    public void desire(List<RouteChange> changes) {
        for (RouteChange change : changes) {
            if (change instanceof RouteChange.Install install && install.route().table() != settings.table()) {
                throw new IllegalArgumentException(
                        "not a route for table " + settings.table() + ": " + install.route());
            }
        }
        mailbox.put(changes, clock.nanoTime());
        wakeUp();
    }

    /**
     * This peer has announced all its routes of this family, and they were desired before; or it is not waited for any longer.
     * Any thread.
     */
    public void complete(PeerId peer, AddressFamily family) {
        mailbox.complete(new Announcer(peer, family));
        wakeUp();
    }

    /** Routes of a predecessor that are not desired by now are removed. Any thread. */
    public void sweepStale() {
        mailbox.requestSweep();
        wakeUp();
    }

    /** Addresses of these interfaces connect nothing from now on, nor do those that the settings exclude. Any thread. */
    public void ignore(List<InterfacePattern> interfaces) {
        excluded = settings.excluded().after(interfaces);
        wakeUp();
    }

    /** Completed when everything that was asked for before has been tried. Any thread. */
    public CompletableFuture<KernelSyncStatus> synchronised() {
        CompletableFuture<KernelSyncStatus> future = new CompletableFuture<>();
        mailbox.await(future);
        wakeUp();
        return future;
    }

    /** What is wanted and what is there, after everything that was asked for before has been tried. Any thread. */
    public CompletableFuture<KernelDestination> look(Prefix prefix) {
        CompletableFuture<KernelDestination> answer = new CompletableFuture<>();
        mailbox.look(new KernelMailbox.Look(prefix, answer));
        wakeUp();
        return answer;
    }

    /** How things stood after the last comparison. Any thread. */
    public KernelSyncStatus status() {
        return status;
    }

    /** How many changes to what is desired wait for the thread. Any thread. */
    public int backlog() {
        return mailbox.size();
    }

    /** The view that was published last. Any thread. */
    public KernelView view() {
        return view;
    }

    /** Ends the thread and waits for it; routes stay. */
    @Override
    public void close() {
        close(false);
    }

    /**
     * Ends the thread and waits for it.
     *
     * @param flush whether all routes of ours are removed first; if the kernel cannot be reached, that is tried a few times
     */
    public void close(boolean flush) {
        mailbox.end(flush ? KernelMailbox.Ending.FLUSH_ROUTES : KernelMailbox.Ending.KEEP_ROUTES);
        ending.countDown();
        wakeUp();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeUp() {
        KernelRouteTable open = table;
        if (open != null) {
            open.wakeUp();
        }
    }

    private void run() {
        try {
            boolean ended = attempt(this::keep);
            while (!ended && !started.isCompletedExceptionally() && !endsWithin(REOPEN_MILLIS)) {
                ended = attempt(this::keep);
            }
            if (mailbox.ending() == KernelMailbox.Ending.FLUSH_ROUTES && !started.isCompletedExceptionally()) {
                flush();
            }
        } finally {
            started.completeExceptionally(new KernelException("stopped before the first scan"));
            waiting.forEach(future -> future.cancel(false));
            looks.forEach(look -> look.answer().cancel(false));
            mailbox.abandon();
        }
    }

    /** Something that is done with an open table. */
    @FunctionalInterface
    private interface Task {

        void work(KernelRouteTable open) throws KernelException;
    }

    /** Opens the port and does something; false if that broke down, for which a fault of ours is no less a reason. */
    private boolean attempt(Task task) {
        try (KernelRouteTable open = opener.open()) {
            table = open;
            synchronizer.requestScan();
            task.work(open);
            return true;
        } catch (KernelException failure) {
            breakdown = Objects.requireNonNullElse(failure.getMessage(), "");
            if (!started.completeExceptionally(failure)) {
                LOG.error("the kernel cannot be reached: {}", breakdown);
            }
        } catch (RuntimeException fault) {
            breakdown = fault.toString();
            LOG.atError()
                    .addKeyValue("event", "internal-fault")
                    .setCause(fault)
                    .log("internal fault, the kernel's routes are read anew");
            started.completeExceptionally(fault);
        }
        return false;
    }

    /** Keeps the table until that is to end. */
    private void keep(KernelRouteTable open) throws KernelException {
        turn(open);
        if (started.complete(status)) {
            open.ownElsewhere().forEach(this::warnOf);
        } else {
            LOG.info("the kernel can be reached again");
        }
        while (mailbox.ending() == KernelMailbox.Ending.NONE) {
            synchronizer.handle(open.awaitEvents(millisToWait()));
            turn(open);
        }
    }

    /** They may be those of another speaker: whoever knows that there is none may remove them. */
    private void warnOf(RoutesElsewhere found) {
        LOG.atWarn()
                .addKeyValue("event", "routes-elsewhere")
                .addKeyValue("table", found.table())
                .addKeyValue("routes", found.routes())
                .log(
                        "table {} has {} {} routes with our protocol, and table {} is kept: if no other speaker keeps them, remove them ({})",
                        found.table(),
                        found.routes(),
                        found.afi(),
                        settings.table(),
                        found.removal());
    }

    /** Removes our routes; if that does not succeed soon, says what is left. */
    private void flush() {
        for (int i = 0; i < FLUSH_ATTEMPTS; i++) {
            if (i > 0) {
                LockSupport.parkNanos(FLUSH_PAUSE_NANOS);
            }
            if (attempt(synchronizer::flush)) {
                breakdown = "the kernel does not remove them";
                if (synchronizer.ownDestinations() == 0) {
                    return;
                }
            }
        }
        long left = synchronizer.ownDestinations();
        LOG.atError()
                .addKeyValue("event", "routes-left")
                .addKeyValue("routes", left)
                .addKeyValue("reason", breakdown)
                .log("our routes stay in the kernel, at {} destinations as far as is known: {}", left, breakdown);
    }

    private boolean endsWithin(long millis) {
        try {
            return ending.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    /** Rounded up, or the last fraction of a millisecond would be spent spinning. */
    private long millisToWait() {
        return (synchronizer.nanosUntilDue() + 999_999) / 1_000_000;
    }

    private void viewChanged(KernelView now) {
        view = now;
        listener.viewChanged(now);
    }

    private void turn(KernelRouteTable open) throws KernelException {
        KernelMailbox.Contents contents = mailbox.take();
        waiting.addAll(contents.waiting());
        looks.addAll(contents.looks());
        synchronizer.accept(contents.changes());
        contents.complete().forEach(synchronizer::complete);
        if (contents.sweep()) {
            synchronizer.sweep();
        }
        synchronizer.exclude(excluded);
        synchronizer.turn(open);
        KernelSyncStatus before = status;
        status = synchronizer.status();
        untold |= status.isNewsAfter(before);
        if (untold) {
            listener.troublesChanged();
            untold = false;
        }
        if (!contents.changes().isEmpty()) {
            listener.changesApplied(Duration.ofNanos(clock.nanoTime() - contents.oldestNanos()));
        }
        waiting.forEach(future -> future.complete(status));
        waiting.clear();
        looks.forEach(look -> look.answer().complete(synchronizer.look(look.prefix())));
        looks.clear();
    }
}
