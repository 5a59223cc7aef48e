package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionGuardTest {

    private final Queue<Runnable> control = new ArrayDeque<>();
    private final List<Integer> views = new ArrayList<>();
    private int doubts;
    private long revision;

    private ReplicaFeed feed(boolean guarded) {
        DatastoreListener listener = new DatastoreListener() {
            @Override
            public void viewChanged(KeyValueView view) {
                views.add(view.entries().size());
            }

            @Override
            public void statusChanged(DatastoreStatus status) {}
        };
        return new ReplicaFeed(control::add, listener, new DeletionGuard(guarded), () -> doubts++);
    }

    private void run() {
        while (!control.isEmpty()) {
            control.remove().run();
        }
    }

    private void list(ReplicaFeed feed, int keys, boolean confirms) {
        TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        revision++;
        for (int key = 0; key < keys; key++) {
            entries.put("/calico/" + key, new KeyValueView.Entry("v", revision));
        }
        feed.list(new KeyValueView("one", revision, entries), confirms);
        run();
    }

    private void delete(ReplicaFeed feed, int from, int to) {
        List<ReplicatedKeys.Change> changes = new ArrayList<>();
        for (int key = from; key < to; key++) {
            revision++;
            changes.add(ReplicatedKeys.Change.deleted("/calico/" + key, revision));
        }
        feed.change(changes);
        run();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 11, false",
        "20, 10, false",
        "20, 9, true",
        "20, 0, true",
        "16, 7, true",
        "15, 0, false",
        "0, 0, false"
    })
    void mostKeysOfAStoreThatIsNotSmallAreTooMany(int before, int after, boolean held) {
        DeletionGuard guard = new DeletionGuard(true);
        assertThat(guard.judge(view(before), DeletionGuard.Origin.LISTING).passes())
                .isTrue();
        assertThat(guard.judge(view(after), DeletionGuard.Origin.CHANGES).passes())
                .isEqualTo(!held);
        assertThat(guard.isHolding()).isEqualTo(held);
    }

    private static KeyValueView view(int keys) {
        TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        for (int key = 0; key < keys; key++) {
            entries.put("/" + key, new KeyValueView.Entry("v", 1));
        }
        return new KeyValueView("one", 1, entries);
    }

    @Test
    void whatIsGoneAtOnceIsGoneWhenAListingThatWasAskedForSaysSo() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 100);
        assertThat(doubts).isEqualTo(1);
        // The listing of a new connection is none that was asked for: the time begins anew.
        list(feed, 0, false);
        assertThat(views).containsExactly(100);
        assertThat(doubts).isEqualTo(2);
        list(feed, 0, true);
        assertThat(views).containsExactly(100, 0);
    }

    @Test
    void whatComesBackWasNeverGone() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 90);
        list(feed, 99, true);
        assertThat(views).containsExactly(100, 99);
        delete(feed, 0, 60);
        assertThat(views).containsExactly(100, 99);
        assertThat(doubts).isEqualTo(2);
    }

    @Test
    void aConfirmationIsOneOfWhatWasDoubted() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 60);
        delete(feed, 60, 100);
        assertThat(doubts).isEqualTo(1);
        list(feed, 0, true);
        assertThat(views).containsExactly(100);
        assertThat(doubts).isEqualTo(2);
        list(feed, 0, true);
        assertThat(views).containsExactly(100, 0);
    }

    @Test
    void whoGoesOnDeletingIsFollowedAllTheSame() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 60);
        delete(feed, 60, 75);
        list(feed, 25, true);
        assertThat(views).containsExactly(100, 25);
    }

    @Test
    void aConfirmationCountsOnce() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        list(feed, 100, true);
        delete(feed, 0, 100);
        assertThat(views.get(views.size() - 1)).isEqualTo(100);
    }

    @Test
    void aClusterThatShrinksIsFollowed() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        for (int node = 0; node < 9; node++) {
            delete(feed, 10 * node, 10 * node + 10);
        }
        assertThat(views).endsWith(20, 10);
        assertThat(doubts).isZero();
    }

    @Test
    void withoutTheGuardEverythingIsFollowed() {
        ReplicaFeed feed = feed(false);
        list(feed, 100, false);
        delete(feed, 0, 100);
        assertThat(views).containsExactly(100, 0);
        assertThat(doubts).isZero();
    }
}
