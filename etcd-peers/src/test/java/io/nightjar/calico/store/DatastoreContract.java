package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.calico.testing.RecordingListener;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every datastore does, whatever is behind it. */
interface DatastoreContract {

    String PREFIX = "/calico/bgp/v1/";

    String OTHER_PREFIX = "/calico/v1/ipam/v4/pool/";

    /** A datastore that follows both prefixes and was not started yet. */
    Datastore datastore();

    void put(String key, String value);

    void delete(String key);

    /** Makes the store unreachable. */
    void takeAway();

    /** Makes it reachable again. */
    void bringBack();

    @Test
    default void theFirstViewIsComplete() {
        put(PREFIX + "a", "1");
        put(OTHER_PREFIX + "b", "2");
        RecordingListener listener = started();
        KeyValueView first = listener.awaitView(view -> true);
        assertThat(first.entries().keySet()).containsExactly(PREFIX + "a", OTHER_PREFIX + "b");
        assertThat(first.entries().get(PREFIX + "a").modRevision()).isPositive().isLessThan(first.revision());
    }

    @Test
    default void anEmptyStoreGivesAnEmptyView() {
        assertThat(started().awaitView(view -> true).entries()).isEmpty();
    }

    @Test
    default void writesAndDeletionsArriveInOrderWithGrowingRevisions() {
        RecordingListener listener = started();
        listener.awaitStatus(true);
        put(PREFIX + "a", "1");
        KeyValueView one = listener.awaitValue(PREFIX + "a", "1");
        put(PREFIX + "a", "2");
        KeyValueView two = listener.awaitValue(PREFIX + "a", "2");
        delete(PREFIX + "a");
        KeyValueView three = listener.awaitView(view -> view.entries().isEmpty());
        assertThat(List.of(one.revision(), two.revision(), three.revision()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void keysOutsideThePrefixesAreNotSeen() {
        put("/calico/bgp/v2/a", "1");
        put("/calico/bgp/v10", "1");
        RecordingListener listener = started();
        listener.awaitStatus(true);
        put("/elsewhere/b", "1");
        put(PREFIX + "c", "1");
        assertThat(listener.awaitValue(PREFIX + "c", "1").entries()).containsOnlyKeys(PREFIX + "c");
    }

    @Test
    default void textSurvivesWhateverItIs() {
        String text = "{\"ip\":\"\u00e4\u20ac\ud83d\ude80\"}\n";
        put(PREFIX + "\u00fc", text);
        assertThat(started()
                        .awaitView(view -> true)
                        .entries()
                        .get(PREFIX + "\u00fc")
                        .value())
                .isEqualTo(text);
    }

    @Test
    default void aBurstEndsInOneViewWithEverything() {
        RecordingListener listener = started();
        listener.awaitStatus(true);
        IntStream.range(0, 200).forEach(i -> put(PREFIX + i, "x"));
        assertThat(listener.awaitView(view -> view.entries().size() == 200).entries())
                .containsKey(PREFIX + 199);
    }

    @Test
    default void theLastViewStaysInForceWhileTheStoreIsAway() {
        put(PREFIX + "a", "1");
        RecordingListener listener = started();
        listener.awaitStatus(true);
        takeAway();
        assertThat(listener.awaitStatus(false).reason()).isNotBlank();
        assertThat(listener.unreadViews()).isEmpty();
        bringBack();
        listener.awaitStatus(true);
        put(PREFIX + "a", "2");
        assertThat(listener.awaitValue(PREFIX + "a", "2").entries()).hasSize(1);
    }

    @Test
    default void isStartedOnce() {
        Datastore datastore = datastore();
        datastore.start(new RecordingListener());
        assertThatThrownBy(() -> datastore.start(new RecordingListener())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void anythingCanBeReadWithoutBeingFollowed() {
        put("/calico/ipam/v2/host/a/x", "1");
        put("/calico/ipam/v2/host/ab/y", "2");
        Datastore datastore = datastore();
        RecordingListener listener = new RecordingListener();
        datastore.start(listener);
        listener.awaitStatus(true);

        assertThat(datastore.read("/calico/ipam/v2/host/a/").join())
                .containsOnlyKeys("/calico/ipam/v2/host/a/x")
                .allSatisfy((key, entry) -> assertThat(entry.modRevision()).isPositive());
        assertThat(datastore.read("/nothing/").join()).isEmpty();

        takeAway();
        listener.awaitStatus(false);
        assertThatThrownBy(() -> datastore.read("/calico/ipam/v2/host/a/").join())
                .hasRootCauseInstanceOf(IOException.class);
        bringBack();
    }

    private RecordingListener started() {
        RecordingListener listener = new RecordingListener();
        datastore().start(listener);
        return listener;
    }
}
