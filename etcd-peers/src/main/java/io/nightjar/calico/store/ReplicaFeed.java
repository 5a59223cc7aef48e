package io.nightjar.calico.store;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /**
     * Nothing is known yet.
     *
     * @param guard says which views are held back
     * @param doubts told when that begins: a listing has to be asked for
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
     * @param confirms whether it was asked for because of doubts, so that it is believed
     */
    void list(KeyValueView listing, boolean confirms) {
        boolean changed = keys.replace(listing);
        if (changed || !listed || guard.isHolding()) {
            listed = true;
            if (confirms) {
                guard.confirm();
            }
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
        boolean held = guard.isHolding();
        if (guard.passes(now)) {
            if (held) {
                LOG.atWarn()
                        .addKeyValue("event", "deletions-confirmed")
                        .addKeyValue("revision", now.revision())
                        .log(
                                "a fresh listing has {} keys: they count",
                                now.entries().size());
            }
            listener.viewChanged(now);
        } else if (!held) {
            LOG.atWarn()
                    .addKeyValue("event", "deletions-doubted")
                    .addKeyValue("revision", now.revision())
                    .log(
                            "of {} keys only {} are left: nothing is withdrawn before a fresh listing in {} s says the same",
                            guard.inForce(),
                            now.entries().size(),
                            DeletionGuard.CONFIRMATION.toSeconds());
            doubts.run();
        }
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
