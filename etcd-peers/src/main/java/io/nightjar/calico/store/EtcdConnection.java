package io.nightjar.calico.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * A way to read a store and to watch it, good until the first failure.
 *
 * <p>The futures and the {@link Events} are completed and called on the {@code etcd} thread.
 */
interface EtcdConnection extends AutoCloseable {

    /** How long a healthy store may take to answer a small question. */
    Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** Where it leads, for people. */
    String place();

    /** Reads all prefixes. */
    CompletableFuture<Listing> list();

    /** Reads another prefix. */
    CompletableFuture<SortedMap<String, KeyValueView.Entry>> read(String prefix);

    /** How many keys there are below all prefixes, by the store's consensus: no change that was told before is still to come. */
    CompletableFuture<Integer> count();

    /** Asks the store as a whole, through its consensus, for its present revision. */
    CompletableFuture<Header> header();

    /** Watches all prefixes, each from the revision after that of its listing. */
    void watch(Listing listing, Events events);

    /** Ends the watches, so that others can be set up. */
    void unwatch();

    @Override
    void close();

    /**
     * What was read.
     *
     * @param view all of it; its revision is the lowest of the prefixes'
     * @param revisions the store's when each prefix was read
     */
    record Listing(KeyValueView view, Map<String, Long> revisions) {

        public Listing {
            revisions = Map.copyOf(revisions);
        }

        /** The store's when that prefix was read. */
        long revision(String prefix) {
            return revisions.getOrDefault(prefix, view.revision());
        }
    }

    /**
     * What every answer says about the store.
     *
     * @param clusterId which one it is
     * @param revision of the store as a whole
     */
    record Header(String clusterId, long revision) {}

    /** What happens to the watches. */
    interface Events {

        /** One more prefix is being watched. */
        void created(Header header);

        /** Keys were written or deleted. */
        void changed(List<ReplicatedKeys.Change> changes);

        /** The store has forgotten what happened since the listing. */
        void compacted();

        /** A watch broke. */
        void failed(Throwable reason);
    }
}
