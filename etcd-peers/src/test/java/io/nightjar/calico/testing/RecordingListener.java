package io.nightjar.calico.testing;

import io.nightjar.calico.store.DatastoreListener;
import io.nightjar.calico.store.DatastoreStatus;
import io.nightjar.calico.store.KeyValueView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Remembers what a datastore says, and waits for what it should say. */
public final class RecordingListener implements DatastoreListener {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Object> unread = new LinkedBlockingQueue<>();

    private final List<Object> read = new ArrayList<>();

    @Override
    public void viewChanged(KeyValueView view) {
        unread.add(view);
    }

    @Override
    public void statusChanged(DatastoreStatus status) {
        unread.add(status);
    }

    /** Reads on until a view passes. */
    public KeyValueView awaitView(Predicate<KeyValueView> wanted) {
        return KeyValueView.class.cast(await(event -> event instanceof KeyValueView view && wanted.test(view)));
    }

    /** Reads on until a view has a key with this value. */
    public KeyValueView awaitValue(String key, String value) {
        return awaitView(view -> view.entries().containsKey(key)
                && view.entries().get(key).value().equals(value));
    }

    /** Reads on until the store is reachable, or is not. */
    public DatastoreStatus awaitStatus(boolean connected) {
        return DatastoreStatus.class.cast(
                await(event -> event instanceof DatastoreStatus status && status.connected() == connected));
    }

    private Object await(Predicate<Object> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                Object event = unread.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("not heard within " + PATIENCE_SECONDS + " s; heard: " + read);
                }
                read.add(event);
                if (wanted.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    /** Views that came but were not read yet. */
    public List<KeyValueView> unreadViews() {
        return unread.stream()
                .filter(KeyValueView.class::isInstance)
                .map(KeyValueView.class::cast)
                .toList();
    }
}
