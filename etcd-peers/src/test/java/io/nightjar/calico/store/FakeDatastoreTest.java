package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.RecordingListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeDatastoreTest implements DatastoreContract {

    private final FakeDatastore fake = new FakeDatastore(List.of(PREFIX, OTHER_PREFIX), Runnable::run);

    @Override
    public Datastore datastore() {
        return fake;
    }

    @Override
    public void put(String key, String value) {
        fake.put(key, value);
    }

    @Override
    public void delete(String key) {
        fake.delete(key);
    }

    @Override
    public void takeAway() {
        fake.disconnect("unplugged");
    }

    @Override
    public void bringBack() {
        fake.reconnect();
    }

    @Test
    void lossOfDataIsAnotherClusterWithNothingInIt() {
        RecordingListener listener = new RecordingListener();
        fake.put(PREFIX + "a", "1");
        fake.start(listener);
        KeyValueView before = listener.awaitView(view -> true);
        fake.loseData();
        KeyValueView after = listener.awaitView(view -> view.entries().isEmpty());
        assertThat(after.clusterId()).isNotEqualTo(before.clusterId());
        assertThat(after.revision()).isLessThan(before.revision());
    }

    @Test
    void saysNothingAfterItWasClosed() {
        RecordingListener listener = new RecordingListener();
        fake.start(listener);
        listener.awaitStatus(true);
        fake.close();
        fake.put(PREFIX + "a", "1");
        assertThat(listener.unreadViews()).isEmpty();
    }
}
