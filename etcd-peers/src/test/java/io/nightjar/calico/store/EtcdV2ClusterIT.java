package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.EtcdV2Keys;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The v2 API of three members of which some are killed or hang. */
@RequiresEtcd
class EtcdV2ClusterIT {

    private static final String PREFIX = "/calico/bgp/v1/";

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final HookedScheduler control = new HookedScheduler();

    private final RecordingListener listener = new RecordingListener();

    private List<EtcdServer> members;

    private Datastore datastore;

    @BeforeEach
    void startMembers() {
        members = EtcdServer.startClusterWithV2(directory, 3);
        control.hurry(HEARTBEAT);
        put(members.get(0), "before", "1");
        datastore = new EtcdDatastore(
                new DatastoreConfig(
                        EtcdApi.V2, members.stream().map(EtcdServer::endpoint).toList(), null, null),
                List.of(PREFIX),
                control,
                new SplittableRandom(1));
        datastore.start(listener);
    }

    @AfterEach
    void stop() {
        datastore.close();
        control.shutdown();
        members.forEach(EtcdServer::close);
    }

    private static void put(EtcdServer member, String name, String value) {
        new EtcdV2Keys(member.endpoint()).put(PREFIX + name, value);
    }

    private EtcdServer connected() {
        String place = listener.awaitStatus(true).reason();
        return members.stream()
                .filter(member -> place.contains(member.endpoint().toString()))
                .findFirst()
                .orElseThrow();
    }

    private Stream<EtcdServer> others(EtcdServer member) {
        return members.stream().filter(other -> other != member);
    }

    @Test
    void aMemberThatIsKilledIsLeftForAnother() {
        EtcdServer first = connected();
        first.kill();
        listener.awaitStatus(false);
        EtcdServer second = connected();
        assertThat(second).isNotSameAs(first);
        put(second, "after", "1");
        assertThat(listener.awaitValue(PREFIX + "after", "1").entries()).containsKey(PREFIX + "before");
    }

    @Test
    void aMemberThatHangsIsLeftForAnother() {
        EtcdServer first = connected();
        first.freeze();
        listener.awaitStatus(false);
        assertThat(connected()).isNotSameAs(first);
        first.thaw();
    }

    @Test
    void aMemberThatHasLostTheOthersIsNotBelieved() {
        EtcdServer member = connected();
        others(member).forEach(EtcdServer::freeze);
        listener.awaitStatus(false);
        others(member).forEach(EtcdServer::thaw);
        EtcdServer again = connected();
        put(again, "after", "1");
        listener.awaitValue(PREFIX + "after", "1");
    }
}
