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
    private final Needs needs = new Needs();
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
        return new ReplicaFeed(control::add, listener, new DeletionGuard(guarded), needs);
    }

    private static final class Needs implements ReplicaFeed.Needs {

        private int counts;
        private int doubts;
        private int turns;

        @Override
        public void count() {
            counts++;
        }

        @Override
        public void confirmLater() {
            doubts++;
        }

        @Override
        public void turnLater() {
            turns++;
        }
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

    private void write(ReplicaFeed feed, int from, int to) {
        List<ReplicatedKeys.Change> changes = new ArrayList<>();
        for (int key = from; key < to; key++) {
            revision++;
            changes.add(ReplicatedKeys.Change.written("/calico/" + key, "w", revision));
        }
        feed.change(changes);
        run();
    }

    private void count(ReplicaFeed feed, int keys) {
        feed.counted(keys);
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
        assertThat(guard.judge(before, DeletionGuard.Origin.LISTING).passes()).isTrue();
        assertThat(guard.judge(after, DeletionGuard.Origin.CHANGES).passes()).isEqualTo(!held);
        assertThat(guard.isHolding()).isEqualTo(held);
    }

    @Test
    void oneDeletionInManyPiecesCountsAsAWhole() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 20);
        assertThat(views).containsExactly(100);
        delete(feed, 20, 40);
        assertThat(needs.counts).isEqualTo(1);
        count(feed, 0);
        assertThat(needs.doubts).isEqualTo(1);
        delete(feed, 40, 100);
        assertThat(views).containsExactly(100);
        list(feed, 0, true);
        assertThat(views).containsExactly(100, 0);
    }

    @Test
    void aDeletionWaitsForTheCountOnlyAndTakesWithItWhatIsWrittenMeanwhile() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 2);
        write(feed, 100, 101);
        assertThat(views).containsExactly(100);
        count(feed, 99);
        assertThat(views).containsExactly(100, 99);
        write(feed, 101, 102);
        assertThat(views).containsExactly(100, 99, 100);
        assertThat(needs.counts).isEqualTo(1);
    }

    @Test
    void whatIsDeletedDuringAQuestionIsAFurtherOne() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 10);
        delete(feed, 10, 20);
        count(feed, 90);
        assertThat(views).containsExactly(100, 90);
        assertThat(needs.counts).isEqualTo(2);
        count(feed, 10);
        assertThat(views).containsExactly(100, 90);
        assertThat(needs.doubts).isEqualTo(1);
    }

    @Test
    void aListingAnswersWhatIsAsked() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 10);
        list(feed, 100, false);
        count(feed, 0);
        assertThat(views).containsExactly(100, 100);
        list(feed, 60, false);
        count(feed, 60);
        assertThat(views).containsExactly(100, 100, 60);
    }

    @Test
    void aLoopOfDeletionsIsStoppedAtHalf() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        for (int key = 0; key < 100; key++) {
            delete(feed, key, key + 1);
            count(feed, 99 - key);
        }
        assertThat(views).hasSize(51).endsWith(50);
        assertThat(needs.doubts).isEqualTo(1);
        assertThat(needs.turns).isEqualTo(1);
        feed.turn();
        list(feed, 49, true);
        assertThat(views).endsWith(50, 49);
    }

    @Test
    void whatComesBackInPiecesIsNotUsedBeforeAllOfItIsThere() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 100);
        write(feed, 0, 60);
        write(feed, 60, 99);
        assertThat(views).containsExactly(100);
        write(feed, 99, 100);
        assertThat(views).containsExactly(100, 100);
    }

    @Test
    void whatIsGoneAtOnceIsGoneWhenAListingThatWasAskedForSaysSo() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 100);
        assertThat(needs.doubts).isEqualTo(1);
        // The listing of a new connection is none that was asked for: the time begins anew.
        list(feed, 0, false);
        assertThat(views).containsExactly(100);
        assertThat(needs.doubts).isEqualTo(2);
        list(feed, 0, true);
        assertThat(views).containsExactly(100, 0);
    }

    @Test
    void whatComesBackWasNeverGone() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 90);
        list(feed, 99, true);
        count(feed, 99);
        assertThat(views).containsExactly(100, 99);
        delete(feed, 0, 60);
        assertThat(views).containsExactly(100, 99);
        assertThat(needs.doubts).isEqualTo(2);
    }

    @Test
    void aConfirmationIsOneOfWhatWasDoubted() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        delete(feed, 0, 60);
        delete(feed, 60, 100);
        assertThat(needs.doubts).isEqualTo(1);
        list(feed, 0, true);
        assertThat(views).containsExactly(100);
        assertThat(needs.doubts).isEqualTo(2);
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
    void aClusterThatShrinksSlowlyIsFollowed() {
        ReplicaFeed feed = feed(true);
        list(feed, 100, false);
        for (int node = 0; node < 9; node++) {
            delete(feed, 10 * node, 10 * node + 10);
            count(feed, 90 - 10 * node);
            feed.turn();
            feed.turn();
        }
        assertThat(views).endsWith(20, 10);
        assertThat(needs.doubts).isZero();
    }

    @Test
    void withoutTheGuardEverythingIsFollowed() {
        ReplicaFeed feed = feed(false);
        list(feed, 100, false);
        delete(feed, 0, 100);
        assertThat(views).containsExactly(100, 0);
        assertThat(needs.doubts).isZero();
        assertThat(needs.counts).isZero();
    }
}
