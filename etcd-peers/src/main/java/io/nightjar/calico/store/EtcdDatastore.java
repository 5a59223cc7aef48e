package io.nightjar.calico.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows some prefixes of an etcd, over the v3 API or the v2 API: list at a revision, watch from the next.
 *
 * <p>A connection is used until anything goes wrong with it: a watch that breaks, a heartbeat without an answer, a store
 * that is another one or younger than it was. Then it is closed, the last view stays in force, and with back-off the
 * endpoints are probed, a new client is made and everything is listed again. Only a compaction keeps the connection (or,
 * with the v2 API, events that the store has forgotten): it needs a new listing but says nothing against the store.
 *
 * <p>All state is owned by the {@code control} executor. What the client tells comes on the {@code etcd} thread and is
 * handed over at once. Several changes that have arrived by the time they are looked at become one view.
 */
public final class EtcdDatastore implements Datastore {

    private static final Logger LOG = LoggerFactory.getLogger(EtcdDatastore.class);

    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final DatastoreConfig config;

    private final EndpointLocator locator;

    private final EtcdConnector connector;

    private final List<String> prefixes;

    private final DatastoreThread control;

    private final ExecutorService etcd = etcdExecutor();

    private final RetryBackoff backoff;

    private final AtomicBoolean started = new AtomicBoolean();

    private @Nullable EtcdConnection connection;

    /** The watches that count; what earlier ones still say is not heard. */
    private @Nullable Watching watching;

    /** Either the next attempt to connect or the next heartbeat. */
    private @Nullable ScheduledFuture<?> timer;

    private @Nullable ReplicaFeed feed;

    /** When to ask whether most of the keys have gone. */
    private @Nullable ScheduledFuture<?> confirmation;

    /** When to tell the feed that time has passed. */
    private @Nullable ScheduledFuture<?> turn;

    /** How many listings were asked for: only the latest counts. */
    private int listings;

    private boolean closed;

    /**
     * Follows nothing yet.
     *
     * @param config where etcd is
     * @param prefixes what to follow; each ends with a slash
     * @param control owns everything here and calls the listener; one thread, to be shut down after this
     * @param random spreads the retries of a cluster's nodes
     */
    public EtcdDatastore(
            DatastoreConfig config, List<String> prefixes, ScheduledExecutorService control, RandomGenerator random) {
        this(
                config,
                new EndpointLocator(new SrvLookup(SrvLookup.SYSTEM)),
                etcd -> EtcdConnectors.of(config.api(), List.copyOf(prefixes), etcd, random.nextInt(Integer.MAX_VALUE)),
                prefixes,
                control,
                random);
    }

    EtcdDatastore(
            DatastoreConfig config,
            EndpointLocator locator,
            Function<ExecutorService, EtcdConnector> connectors,
            List<String> prefixes,
            ScheduledExecutorService control,
            RandomGenerator random) {
        if (prefixes.isEmpty() || !prefixes.stream().allMatch(prefix -> prefix.endsWith("/"))) {
            throw new IllegalArgumentException("prefixes must end with a slash: " + prefixes);
        }
        this.config = config;
        this.locator = locator;
        this.connector = connectors.apply(etcd);
        this.prefixes = List.copyOf(prefixes);
        this.control = new DatastoreThread(control, defect -> lose("a defect of Nightjar: " + defect));
        this.backoff = new RetryBackoff(random);
    }

    /** One thread that ends by itself when idle: a closed client still says its last words on it. */
    private static ExecutorService etcdExecutor() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "etcd");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public void start(DatastoreListener listener) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("the datastore was started before");
        }
        control.execute(() -> {
            feed = new ReplicaFeed(
                    control::execute, listener, new DeletionGuard(config.guardsDeletions()), new FeedNeeds());
            connect();
        });
    }

    @Override
    public CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix) {
        CompletableFuture<SortedMap<String, KeyValueView.Entry>> answer = new CompletableFuture<>();
        control.execute(() -> {
            EtcdConnection asked = connection;
            if (asked == null) {
                answer.completeExceptionally(new IOException("there is no connection to the datastore"));
            } else {
                var unused = asked.read(prefix).whenComplete((entries, failure) -> {
                    if (failure == null) {
                        answer.complete(entries);
                    } else {
                        answer.completeExceptionally(new IOException(EtcdFailure.reason(failure), failure));
                    }
                });
            }
        });
        return answer;
    }

    @Override
    public void close() {
        control.execute(() -> {
            closed = true;
            if (feed != null) {
                feed.close();
            }
            DatastoreThread.cancel(confirmation);
            DatastoreThread.cancel(turn);
            disconnect();
        });
    }

    private void connect() {
        if (!closed) {
            control.onCompletion(
                    CompletableFuture.supplyAsync(this::locate, etcd).thenComposeAsync(connector::connect, etcd),
                    this::opened);
        }
    }

    private void opened(@Nullable EtcdConnection opened, @Nullable Throwable failure) {
        if (opened == null) {
            retry(EtcdFailure.reason(failure));
        } else if (closed) {
            etcd.execute(opened::close);
        } else {
            connection = opened;
            list(opened, false);
        }
    }

    /** Runs on the etcd thread, which may block. */
    private DatastoreConfig locate() {
        try {
            return locator.locate(config);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Reads everything.
     *
     * @param confirms whether that is because most of the keys have gone
     */
    private void list(EtcdConnection from, boolean confirms) {
        watching = null;
        from.unwatch();
        listings++;
        int latest = listings;
        control.onCompletion(from.list().orTimeout(LIST_TIMEOUT.toSeconds(), TimeUnit.SECONDS), (listing, failure) -> {
            if (from == connection && latest == listings) {
                if (listing == null || feed == null) {
                    lose("cannot list: " + EtcdFailure.reason(failure));
                } else {
                    feed.list(listing.view(), confirms);
                    watch(from, listing);
                }
            }
        });
    }

    private void watch(EtcdConnection from, EtcdConnection.Listing listing) {
        Watching next = new Watching();
        watching = next;
        // Behind the view, which somebody waits for; what happens meanwhile is told by the watches all the same.
        control.execute(() -> {
            if (watching == next) {
                from.watch(listing, next);
            }
        });
    }

    private void established() {
        if (feed != null && connection != null) {
            feed.status(DatastoreStatus.connected(connection.place()));
        }
        schedule(this::heartbeat, HEARTBEAT);
    }

    /** Notices what no watch tells: a store that hangs, or that was replaced behind our back. */
    private void heartbeat() {
        EtcdConnection asked = connection;
        if (asked != null) {
            control.onCompletion(
                    asked.header().orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS),
                    (header, failure) -> {
                        if (asked == connection) {
                            heard(header, failure);
                        }
                    });
        }
    }

    private void heard(EtcdConnection.@Nullable Header header, @Nullable Throwable failure) {
        if (header == null) {
            lose(EtcdFailure.reason(failure));
        } else if (feed == null || !feed.agreesWith(header)) {
            lose("the store is another one, or has lost data");
        } else {
            backoff.reset();
            schedule(this::heartbeat, HEARTBEAT);
        }
    }

    private void lose(String reason) {
        disconnect();
        retry(reason);
    }

    private void disconnect() {
        watching = null;
        DatastoreThread.cancel(timer);
        if (connection != null) {
            // On the client's thread, so that it does not happen in the middle of one of its callbacks.
            etcd.execute(connection::close);
            connection = null;
        }
    }

    private void retry(String reason) {
        if (!closed && feed != null) {
            feed.status(DatastoreStatus.disconnected(reason));
            schedule(this::connect, backoff.next());
        }
    }

    private void schedule(Runnable task, Duration delay) {
        timer = control.instead(timer, task, delay);
    }

    /** What the feed asks for. */
    private final class FeedNeeds implements ReplicaFeed.Needs {

        /** Who asks sees to it that an answer comes: a listing, if there is none. */
        @Override
        public void count() {
            EtcdConnection asked = connection;
            int latest = listings;
            if (asked != null) {
                control.onCompletion(
                        asked.count().orTimeout(LIST_TIMEOUT.toSeconds(), TimeUnit.SECONDS), (count, failure) -> {
                            if (asked == connection && latest == listings) {
                                counted(count, failure);
                            }
                        });
            }
        }

        private void counted(@Nullable Integer count, @Nullable Throwable failure) {
            if (count == null || feed == null) {
                lose("cannot count: " + EtcdFailure.reason(failure));
            } else {
                feed.counted(count);
            }
        }

        @Override
        public void confirmLater() {
            confirmation = control.instead(confirmation, this::confirm, DeletionGuard.CONFIRMATION);
        }

        /** Without a connection nothing is confirmed: what the next one lists is doubted anew. */
        private void confirm() {
            if (!closed && connection != null) {
                list(connection, true);
            }
        }

        @Override
        public void turnLater() {
            turn = control.instead(turn, this::turn, DeletionGuard.MEMORY);
        }

        private void turn() {
            if (feed != null) {
                feed.turn();
            }
        }
    }

    /** One set of watches, one per prefix. */
    private final class Watching implements EtcdConnection.Events {

        private int created;

        @Override
        public void created(EtcdConnection.Header header) {
            ifCurrent(() -> {
                created++;
                if (created == prefixes.size()) {
                    established();
                }
            });
        }

        @Override
        public void changed(List<ReplicatedKeys.Change> changes) {
            ifCurrent(() -> {
                if (feed != null) {
                    feed.change(changes);
                }
            });
        }

        @Override
        public void compacted() {
            ifCurrent(() -> {
                LOG.debug("the store has forgotten what was to be watched: listing again");
                if (connection != null) {
                    list(connection, false);
                }
            });
        }

        @Override
        public void failed(Throwable reason) {
            ifCurrent(() -> lose(EtcdFailure.reason(reason)));
        }

        private void ifCurrent(Runnable task) {
            control.execute(() -> {
                if (watching == this) {
                    task.run();
                }
            });
        }
    }
}
