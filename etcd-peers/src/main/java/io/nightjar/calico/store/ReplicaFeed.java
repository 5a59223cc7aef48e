package io.nightjar.calico.store;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Brings what is known of the store to the listener: views only after the first listing, a burst of changes as one view,
 * a status only when it is a new one.
 *
 * <p>Owned by the executor of its datastore.
 */
final class ReplicaFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaFeed.class);

    private final ReplicatedKeys keys = new ReplicatedKeys();

    private final Executor control;

    private final DatastoreListener listener;

    private final DeletionGuard guard;

    private final Runnable doubts;

    private @Nullable DatastoreStatus status;

    private boolean listed;

    private boolean publishing;

    private boolean closed;

    /** Where the next view comes from. */
    private DeletionGuard.Origin origin = DeletionGuard.Origin.CHANGES;

    /**
     * Nothing is known yet.
     *
     * @param guard says which views are held back
     * @param doubts told when that begins, or begins again: a listing has to be asked for in a while
     */
    ReplicaFeed(Executor control, DatastoreListener listener, DeletionGuard guard, Runnable doubts) {
        this.control = control;
        this.listener = listener;
        this.guard = guard;
        this.doubts = doubts;
    }

    /**
     * Starts over.
     *
     * @param confirms whether it was asked for because of doubts
     */
    void list(KeyValueView listing, boolean confirms) {
        boolean changed = keys.replace(listing);
        if (changed || !listed || guard.isHolding()) {
            listed = true;
            origin = confirms ? DeletionGuard.Origin.CONFIRMATION : DeletionGuard.Origin.LISTING;
            publish();
        }
    }

    void change(List<ReplicatedKeys.Change> changes) {
        if (keys.apply(changes)) {
            publish();
        }
    }

    /** Queues behind the changes that have arrived already, so that they go into the same view. */
    private void publish() {
        if (!publishing) {
            publishing = true;
            control.execute(() -> {
                publishing = false;
                if (!closed) {
                    view(keys.view());
                }
            });
        }
    }

    private void view(KeyValueView now) {
        int inForce = guard.inForce();
        int keys = now.entries().size();
        DeletionGuard.Verdict verdict = guard.judge(now, origin);
        origin = DeletionGuard.Origin.CHANGES;
        switch (verdict) {
            case BACK -> warning("deletions-undone", now).log("there are {} keys again", keys);
            case CONFIRMED -> warning("deletions-confirmed", now).log("a fresh listing has {} keys: they count", keys);
            case DOUBTED -> {
                warning("deletions-doubted", now)
                        .log(
                                "of {} keys only {} are left: nothing is withdrawn before a fresh listing in {} s says the same",
                                inForce,
                                keys,
                                DeletionGuard.CONFIRMATION.toSeconds());
                doubts.run();
            }
            case FINE, HELD -> {}
        }
        if (verdict.passes()) {
            listener.viewChanged(now);
        }
    }

    private static LoggingEventBuilder warning(String event, KeyValueView view) {
        return LOG.atWarn().addKeyValue("event", event).addKeyValue("revision", view.revision());
    }

    void status(DatastoreStatus now) {
        if (closed || now.equals(status)) {
            return;
        }
        if (status == null || status.connected() != now.connected()) {
            if (now.connected()) {
                LOG.atInfo()
                        .addKeyValue("event", "datastore-connected")
                        .addKeyValue("place", now.reason())
                        .log("datastore connected: {}", now.reason());
            } else {
                LOG.atWarn()
                        .addKeyValue("event", "datastore-lost")
                        .addKeyValue("reason", now.reason())
                        .log("datastore lost, the last state stays in force: {}", now.reason());
            }
        }
        status = now;
        listener.statusChanged(now);
    }

    void close() {
        closed = true;
    }

    /** Whether a store that says this about itself can be the one whose keys we have. */
    boolean agreesWith(EtcdConnection.Header header) {
        return header.clusterId().equals(keys.clusterId()) && header.revision() >= keys.revision();
    }
}
