package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a peer makes the table wait for is one appointment, however often it says so. */
class TableListenerTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;
    private static final String P = "192.168.1.0/26";

    /** What is to be told to the table, and after what time. */
    private final Map<RibCommand, Duration> appointments = new LinkedHashMap<>();

    private final TableListener listener = new TableListener(
            new RouteProgrammer(Forwarding.NONE),
            new EndOfRibWatch(Runnable::run, (delay, task) -> {}, new NoEnds()),
            this::after,
            changes -> {},
            ended -> {});

    private final TestTable table =
            new TestTable(heard -> new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, listener));

    private final TestPeer restarting = TestPeer.internal(1)
            .withOffers(
                    PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER),
                    new GracefulRestartCapability(
                            true, true, 4095, List.of(new GracefulRestartCapability.Family(IPV4, true))));

    private SpeakerCore.Appointment after(Duration delay, RibCommand command) {
        appointments.put(command, delay);
        return () -> appointments.remove(command);
    }

    /** Nobody is waited for after the start. */
    private static final class NoEnds implements EndOfRibWatch.Ends {

        @Override
        public void quorum() {}

        @Override
        public void restarted() {}

        @Override
        public void expired(PeerId peer, Set<AddressFamily> families) {}

        @Override
        public void sweep() {}

        @Override
        public CompletionStage<OptionalInt> announced(PeerId peer) {
            return CompletableFuture.completedStage(OptionalInt.empty());
        }
    }

    private void marker(TestPeer peer, int subtype) {
        table.apply(new RibCommand.RouteRefreshReceived(peer.id(), IPV4, subtype));
    }

    @Test
    void refreshesThatBeginWithoutEndAreOneAppointment() {
        TestPeer peer = TestPeer.internal(2);
        table.up(peer);
        for (int turn = 0; turn < 1000; turn++) {
            marker(peer, RouteRefreshMessage.BEGIN);
        }
        assertThat(appointments.values()).containsExactly(Duration.ofMinutes(6));
        marker(peer, RouteRefreshMessage.END);
        assertThat(appointments).isEmpty();
    }

    @Test
    void aPeerThatComesAndGoesIsOneAppointment() {
        for (int turn = 0; turn < 1000; turn++) {
            table.up(restarting);
            table.announce(restarting, TestAttributes.internal("10.0.0.1"), P);
            table.lose(restarting);
        }
        assertThat(appointments.values()).containsExactly(Duration.ofSeconds(4095));
        table.down(restarting);
        assertThat(appointments).isEmpty();
    }

    @Test
    void whatIsDueEndsTheWait() {
        table.up(restarting);
        table.announce(restarting, TestAttributes.internal("10.0.0.1"), P);
        table.lose(restarting);
        table.apply(appointments.keySet().iterator().next());
        assertThat(table.view().peer(restarting.id())).isEmpty();
        assertThat(appointments).isEmpty();
    }
}
