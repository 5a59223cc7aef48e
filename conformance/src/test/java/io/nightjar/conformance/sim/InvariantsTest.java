package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.session.ConnectionListener;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibInbox;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A mesh of four in which something is wrong for a moment, while it has been at rest for half a minute. */
class InvariantsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Simulation simulation = new Simulation(
            new Scenario(4, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
            line -> {},
            false,
            Progress.NONE);

    private final List<Machine> machines = simulation.cluster().machines();

    private Prefix block(int owner) {
        return simulation.cluster().blocksOf(machines.get(owner)).get(0);
    }

    private void later(Runnable something) {
        simulation.scheduler().at(30 * SECOND, something);
    }

    /** Somebody's kernel sends packets for a block somewhere from now on. */
    private void send(int from, int to, Prefix destination) {
        SimulatedKernel kernel = machines.get(from).kernel();
        KernelRoute old = Objects.requireNonNull(kernel.at(destination));
        KernelRoute other = KernelRoute.via(destination, machines.get(to).address(Afi.IPV4), SimulatedKernel.DEVICE);
        assertThat(kernel.apply(List.of(new RouteOperation.Replace(old, other))))
                .hasSize(1);
    }

    @Test
    void twoThatSendToEachOtherAreACircle() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 0, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node01");
    }

    @Test
    void threeInARowAreACircleWhenTheLastSendsToTheFirst() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 2, block(3));
            send(2, 0, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node02");
    }

    @Test
    void whoSendsToItselfIsACircle() {
        later(() -> send(1, 1, block(3)));
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node01");
    }

    /** It is wrong, but no circle: what is there is found at rest. */
    @Test
    void aDetourIsNoCircle() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 2, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("nothing is waited for any more");
    }

    /** A machine is told of a block, after so many clusters. */
    private void tell(int who, UpdateMessage update, Integer... clusters) {
        PathAttributes attributes = update.attributes();
        List<BgpIdentifier> clusterIds =
                Stream.of(clusters).map(BgpIdentifier::new).toList();
        PathAttributes reflected = clusters.length == 0 ? attributes : attributes.with(new ClusterList(clusterIds));
        SpeakerProcess process = Objects.requireNonNull(machines.get(who).process());
        UpdateMessage told = new UpdateMessage(List.of(), reflected, update.announced());
        simulation.invariants().received(process, told);
    }

    private static UpdateMessage announcement(Prefix block) {
        return new UpdateMessage(List.of(), PathAttributes.EMPTY, List.of(Nlri.of(block)));
    }

    private static UpdateMessage multiprotocol(Prefix block) {
        PathAttributes attributes = PathAttributes.of(
                new MpReachNlri(AddressFamily.IPV6_UNICAST, IpAddress.parse("fd00::1"), null, List.of(Nlri.of(block))));
        return new UpdateMessage(List.of(), attributes, List.of());
    }

    @Test
    void whoHasABlockIsNotToldOfIt() {
        later(() -> tell(0, announcement(block(0))));
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("node00 is told of its own");
    }

    @Test
    void norOfOneOfTheOtherFamily() {
        later(() -> {
            Prefix block = simulation.cluster().addBlock(machines.get(0), Afi.IPV6);
            tell(0, multiprotocol(block));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("node00 is told of its own fd80::");
    }

    @Test
    void norByTheReflectorThatHasItFromThere() {
        later(() -> tell(0, announcement(block(0)), 1));
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("node00 is told of its own");
    }

    @Test
    void aReflectorMayTellOfItThatHasItFromAnotherOne() {
        later(() -> {
            tell(0, announcement(block(0)), 1, 2);
            tell(0, announcement(block(1)));
        });
        assertThat(simulation.run().faults()).isZero();
    }

    @Test
    void afterEndOfRibNothingIsStaleThatIsNotWaitedFor() {
        AddressFamily ipv4 = AddressFamily.IPV4_UNICAST;
        assertThat(Invariants.isUnswept(Map.of(), 0, ipv4)).isFalse();
        assertThat(Invariants.isUnswept(Map.of(), 1, ipv4)).isTrue();
        assertThat(Invariants.isUnswept(Map.of(ipv4, StaleReason.RESYNCING), 1, ipv4))
                .isTrue();
        assertThat(Invariants.isUnswept(Map.of(ipv4, StaleReason.REFRESHING), 1, ipv4))
                .isFalse();
        assertThat(Invariants.isUnswept(Map.of(AddressFamily.IPV6_UNICAST, StaleReason.RESYNCING), 1, ipv4))
                .isFalse();
    }

    private WireEnd end() {
        return simulation.network().ends().get(0);
    }

    /** After more than a connection takes, and before any of that has been taken. */
    private void sendIntoFull(Supplier<BgpMessage> message) {
        AddressFamily ipv4 = AddressFamily.IPV4_UNICAST;
        CodecContext context = CodecContext.standard(PeerType.INTERNAL, true, Set.of(ipv4));
        byte[] keepalive = new MessageCodec().encode(KeepaliveMessage.INSTANCE, context);
        later(() -> end().send(Collections.nCopies(4000, keepalive)));
        later(() -> end().send(message.get()));
    }

    private UpdateMessage withdrawal() {
        return new UpdateMessage(List.of(Nlri.of(block(3))), PathAttributes.EMPTY, List.of());
    }

    @Test
    void whoCannotTakeMoreIsToldNoMoreRoutes() {
        sendIntoFull(this::withdrawal);
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageMatching(
                        "(?s).* tells node.. more, though 760.. octets have not been taken: .*withdrawn=\\[100.*");
    }

    @Test
    void whoCannotTakeMoreIsToldThatItIsComplete() {
        sendIntoFull(() -> new UpdateMessage(List.of(), PathAttributes.EMPTY, List.of()));
        assertThat(simulation.run().faults()).isZero();
    }

    /** Takes what comes to a table that is full by then, and more. */
    private static final class Insatiable implements ConnectionListener {

        private final RibInbox table;

        Insatiable(RibInbox table) {
            this.table = table;
        }

        @Override
        public void messageReceived(BgpMessage message, List<AttributeFault> faults) {
            if (message instanceof UpdateMessage update) {
                for (int i = 0; i < 5000; i++) {
                    table.offer(new RibCommand.UpdateReceived(new PeerId("nobody"), update));
                }
            }
        }

        @Override
        public void protocolViolated(BgpProtocolException violation) {
            throw new AssertionError(violation);
        }

        @Override
        public void connectionLost(TcpFailure failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void writable() {}

        @Override
        public void internalFault(RuntimeException fault) {
            throw fault;
        }
    }

    @Test
    void whoseTableIsFullReadsNoMore() {
        later(() -> {
            WireEnd from = end();
            WireEnd to = Objects.requireNonNull(from.other());
            to.attach(new Insatiable(to.process().table()));
            from.send(withdrawal());
            from.send(KeepaliveMessage.INSTANCE);
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("though its table has no room");
    }
}
