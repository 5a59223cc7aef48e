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
 * <p>One deletion may reach us in as many pieces as there are watches, and whether it is too much does not show in the first one.
 * So a view in which keys are missing waits until the store has said how many there are; what comes meanwhile goes into the same
 * view, unless keys are missing again: that is a further question.
 *
 * <p>Owned by the executor of its datastore.
 */
final class ReplicaFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaFeed.class);

    private final ReplicatedKeys keys = new ReplicatedKeys();

    private final Executor control;

    private final DatastoreListener listener;

    private final DeletionGuard guard;

    private final Needs needs;

    private @Nullable DatastoreStatus status;

    private boolean listed;

    private boolean publishing;

    /** Whether there is something that was not looked at yet. */
    private boolean due;

    /** Whether keys are missing in it, about which the store was not asked yet. */
    private boolean deleted;

    /** What the store was asked about. */
    private @Nullable KeyValueView asked;

    /** Whether the time is being told to the guard. */
    private boolean turning;

    private boolean closed;

    /** Where the next view comes from. */
    private DeletionGuard.Origin origin = DeletionGuard.Origin.CHANGES;

    /**
     * Nothing is known yet.
     *
     * @param guard says which views are held back
     * @param needs what that takes
     */
    ReplicaFeed(Executor control, DatastoreListener listener, DeletionGuard guard, Needs needs) {
        this.control = control;
        this.listener = listener;
        this.guard = guard;
        this.needs = needs;
    }

    /** What a feed needs its datastore for. */
    interface Needs {

        /** How many keys there are is to be told to {@link #counted}, or there will be another listing. */
        void count();

        /** A listing is to be asked for in a while, instead of one that was wanted before. */
        void confirmLater();

        /** {@link #turn} is to be called in a while. */
        void turnLater();
    }

    /**
     * Starts over.
     *
     * @param confirms whether it was asked for because of doubts
     */
    void list(KeyValueView listing, boolean confirms) {
        ReplicatedKeys.Difference difference = keys.replace(listing);
        asked = null;
        deleted = difference == ReplicatedKeys.Difference.DELETED;
        if (difference != ReplicatedKeys.Difference.NONE || !listed || guard.isHolding() || due) {
            listed = true;
            origin = confirms ? DeletionGuard.Origin.CONFIRMATION : DeletionGuard.Origin.LISTING;
            publish();
        }
    }

    void change(List<ReplicatedKeys.Change> changes) {
        ReplicatedKeys.Difference difference = keys.apply(changes);
        deleted |= difference == ReplicatedKeys.Difference.DELETED;
        if (difference != ReplicatedKeys.Difference.NONE) {
            publish();
        }
    }

    /** Queues behind the changes that have arrived already, so that they go into the same view. */
    private void publish() {
        due = true;
        if (!publishing) {
            publishing = true;
            control.execute(() -> {
                publishing = false;
                if (!closed && due && asked == null) {
                    look(keys.view());
                }
            });
        }
    }

    private void look(KeyValueView now) {
        due = false;
        int left = now.entries().size();
        if (deleted && guard.needsCount(left)) {
            asked = now;
            needs.count();
        } else {
            view(now, left);
        }
        deleted = false;
    }

    /** So many keys there were at some time since that was asked. */
    void counted(int count) {
        KeyValueView then = asked;
        if (closed || then == null) {
            return;
        }
        asked = null;
        boolean more = due && !deleted;
        KeyValueView now = more ? keys.view() : then;
        due &= !more;
        view(now, Math.min(count, now.entries().size()));
        if (due) {
            publish();
        }
    }

    private void view(KeyValueView now, int keys) {
        int highest = guard.highest();
        DeletionGuard.Verdict verdict = guard.judge(keys, origin);
        origin = DeletionGuard.Origin.CHANGES;
        switch (verdict) {
            case BACK -> warning("deletions-undone", now).log("there are {} keys again", keys);
            case CONFIRMED -> warning("deletions-confirmed", now).log("a fresh listing has {} keys: they count", keys);
            case DOUBTED -> {
                warning("deletions-doubted", now)
                        .log(
                                "of {} keys only {} are left: nothing is withdrawn before a fresh listing in {} s says the same",
                                highest,
                                keys,
                                DeletionGuard.CONFIRMATION.toSeconds());
                needs.confirmLater();
            }
            case FINE, HELD -> {}
        }
        if (verdict.passes()) {
            remember();
            tell(() -> listener.viewChanged(now));
        }
    }

    private void remember() {
        if (!turning && guard.remembers()) {
            turn();
        }
    }

    /** Some time has passed. */
    void turn() {
        guard.turn();
        turning = !closed && guard.remembers();
        if (turning) {
            needs.turnLater();
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
        tell(() -> listener.statusChanged(now));
    }

    /** A defect of who listens says nothing against the store. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("what the datastore says was not taken", e);
        }
    }

    void close() {
        closed = true;
    }

    /** Whether a store that says this about itself can be the one whose keys we have. */
    boolean agreesWith(EtcdConnection.Header header) {
        return header.clusterId().equals(keys.clusterId()) && header.revision() >= keys.revision();
    }
}
