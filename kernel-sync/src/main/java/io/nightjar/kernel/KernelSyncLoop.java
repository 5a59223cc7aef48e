package io.nightjar.kernel;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code kernel} thread: waits for notifications of the kernel and for requests of other threads, and lets {@link
 * KernelSynchronizer} bring the table in line. It sleeps in one system call and is woken by either.
 *
 * <p>If the kernel cannot be talked to any more, it opens the port again once a second; the desired state is kept.
 */
public final class KernelSyncLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSyncLoop.class);

    private static final long REOPEN_MILLIS = 1000;

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
        this.synchronizer = new KernelSynchronizer(settings, listener, clock);
        this.excluded = settings.excluded();
        this.thread = new Thread(this::run, "kernel");
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
     * @param flush whether all routes of ours are removed first
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
        try (KernelRouteTable open = opener.open()) {
            table = open;
            turn(open);
            started.complete(status);
            loop(open);
        } catch (KernelException failure) {
            if (!started.completeExceptionally(failure)) {
                LOG.error("the kernel cannot be reached, trying again: {}", failure.getMessage());
                reopen();
            }
        } finally {
            started.completeExceptionally(new KernelException("stopped before the first scan"));
            waiting.forEach(future -> future.cancel(false));
            looks.forEach(look -> look.answer().cancel(false));
            mailbox.abandon();
        }
    }

    private void reopen() {
        while (mailbox.ending() == KernelMailbox.Ending.NONE && !endsWithin(REOPEN_MILLIS)) {
            try (KernelRouteTable open = opener.open()) {
                table = open;
                synchronizer.requestScan();
                turn(open);
                LOG.info("the kernel can be reached again");
                loop(open);
            } catch (KernelException failure) {
                LOG.error("the kernel cannot be reached, trying again: {}", failure.getMessage());
            }
        }
    }

    private boolean endsWithin(long millis) {
        try {
            return ending.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    private void loop(KernelRouteTable open) throws KernelException {
        while (mailbox.ending() == KernelMailbox.Ending.NONE) {
            synchronizer.handle(open.awaitEvents(millisToWait()));
            turn(open);
        }
        if (mailbox.ending() == KernelMailbox.Ending.FLUSH_ROUTES) {
            synchronizer.flush(open);
        }
    }

    /** Rounded up, or the last fraction of a millisecond would be spent spinning. */
    private long millisToWait() {
        return (synchronizer.nanosUntilDue() + 999_999) / 1_000_000;
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
        view = synchronizer.view();
        KernelSyncStatus before = status;
        status = synchronizer.status();
        if (status.isNewsAfter(before)) {
            listener.troublesChanged();
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
