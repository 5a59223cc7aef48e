package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;

/** A table with a peer that restarts, and another one that looks on. */
abstract class RestartFixture {

    static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    static final PeerFeatures HELPING =
            PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(Mode.HELPER, 120, 3600));

    static final Capability HELPS = new GracefulRestartCapability(false, true, 0, List.of());

    static final PathAttributes ATTRIBUTES = TestAttributes.internal("10.0.0.1");

    static final String A = "192.168.1.0/26";

    static final String B = "192.168.2.0/26";

    final TestTable table = new TestTable();

    /** Restarts within 90 s, and has kept on forwarding IPv4 when it says so. */
    final TestPeer peer = restarting(false);

    final TestPeer observer = TestPeer.external(9, 65009);

    static TestPeer restarting(boolean preserved, Capability... further) {
        Capability graceful = new GracefulRestartCapability(
                preserved, true, 90, List.of(new GracefulRestartCapability.Family(IPV4, preserved)));
        Capability[] all = new Capability[further.length + 1];
        all[0] = graceful;
        System.arraycopy(further, 0, all, 1, further.length);
        return TestPeer.internal(1).withOffers(HELPING, all);
    }

    static Capability longLived(boolean preserved) {
        return new LongLivedGracefulRestartCapability(
                List.of(new LongLivedGracefulRestartCapability.Family(IPV4, preserved, 7200)));
    }

    final boolean isBest(String prefix) {
        return table.listener().best().containsKey(Prefix.parse(prefix));
    }

    final PeerView view() {
        return table.view().peer(peer.id()).orElseThrow();
    }

    final Wait lastWait() {
        List<Wait> waits = table.listener().waits();
        return waits.get(waits.size() - 1);
    }

    final void announceAndLose(TestPeer lost) {
        table.up(lost);
        table.up(observer);
        table.announce(lost, ATTRIBUTES, A, B);
        table.lose(lost);
    }
}
