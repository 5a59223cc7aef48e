package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mesh of two, peers 1 and 2, becomes a session with a reflector, peer 9. */
class SuccessionTest {

    private static final TestPeer ONE = TestPeer.internal(1);
    private static final TestPeer TWO = restarting(2);
    private static final TestPeer REFLECTOR = restarting(9);

    private static final String NOWHERE = "10.9.9.9";

    private final TestTable table = new TestTable(listener -> new RibEngine(
            RoutingRules.FULL_MESH,
            address -> address.equals(IpAddress.parse(NOWHERE))
                    ? NextHopResolver.Match.certain(
                            new NextHopResolution.Unreachable(NextHopResolution.Unreachable.Reason.NO_ROUTE))
                    : NextHopResolver.NO_FORWARDING.resolve(address),
            listener));

    /** One that promises End-of-RIB. */
    private static TestPeer restarting(int number) {
        return TestPeer.internal(number)
                .withFamilies(AddressFamily.IPV4_UNICAST)
                .withOffers(
                        PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER),
                        new GracefulRestartCapability(
                                false,
                                false,
                                90,
                                List.of(new GracefulRestartCapability.Family(AddressFamily.IPV4_UNICAST, true))));
    }

    @BeforeEach
    void theMeshIsThere() {
        table.originate("10.1.0.0/16");
        table.up(ONE);
        table.up(TWO);
        announce(ONE, "10.0.0.1", "192.168.1.0/26");
        announce(TWO, "10.0.0.2", "192.168.2.0/26");
    }

    private void announce(TestPeer peer, String nextHop, String... prefixes) {
        table.announce(peer, TestAttributes.internal(nextHop), prefixes);
    }

    private void reflectorIsComplete() {
        table.endOfRib(REFLECTOR, AddressFamily.IPV4_UNICAST);
    }

    /** Who may go of peers 1 and 2, when these come. */
    private Set<PeerId> replaced(TestPeer... successors) {
        Set<PeerId> names = Stream.of(successors).map(TestPeer::id).collect(Collectors.toSet());
        return Succession.replaced(table.view(), Map.of(ONE.id(), names, TWO.id(), names));
    }

    @Test
    void nobodyIsReplacedBySomebodyWhoIsNotThere() {
        assertThat(replaced(REFLECTOR)).isEmpty();
    }

    @Test
    void everyDestinationNeedsARouteFromSomebodyWhoStays() {
        table.up(REFLECTOR);
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).isEmpty();
        announce(REFLECTOR, "10.0.0.1", "192.168.1.0/26");
        assertThat(replaced(REFLECTOR)).containsExactly(ONE.id());
        announce(REFLECTOR, "10.0.0.2", "192.168.2.0/26");
        assertThat(replaced(REFLECTOR)).containsExactlyInAnyOrder(ONE.id(), TWO.id());
    }

    @Test
    void allRoutesWithoutEndOfRibAreNotEnough() {
        table.up(REFLECTOR);
        announce(REFLECTOR, "10.0.0.1", "192.168.1.0/26", "192.168.2.0/26");
        assertThat(replaced(REFLECTOR)).isEmpty();
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).hasSize(2);
    }

    @Test
    void allSuccessorsMustHaveTakenOver() {
        TestPeer second = restarting(8);
        table.up(REFLECTOR);
        announce(REFLECTOR, "10.0.0.1", "192.168.1.0/26", "192.168.2.0/26");
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR, second)).isEmpty();
        table.up(second);
        table.endOfRib(second, AddressFamily.IPV4_UNICAST);
        assertThat(replaced(REFLECTOR, second)).hasSize(2);
    }

    @Test
    void fromAPeerThatPromisesNoEndOfRibRoutesAreEnough() {
        TestPeer plain = TestPeer.internal(9);
        table.up(plain);
        assertThat(replaced(plain)).isEmpty();
        announce(plain, "10.0.0.1", "192.168.1.0/26", "192.168.2.0/26");
        assertThat(replaced(plain)).hasSize(2);
    }

    @Test
    void aSuccessorThatStillHasToBeToldIsWaitedFor() {
        RecordingPeerOutput output = new RecordingPeerOutput(REFLECTOR.codec());
        output.block();
        table.up(REFLECTOR, output);
        announce(REFLECTOR, "10.0.0.1", "192.168.1.0/26", "192.168.2.0/26");
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).isEmpty();
        table.drain(REFLECTOR);
        assertThat(replaced(REFLECTOR)).hasSize(2);
        output.block();
        table.apply(new RibCommand.Originate(List.of(new OriginatedRoute(Prefix.parse("10.2.0.0/16"), "test"))));
        assertThat(replaced(REFLECTOR)).isEmpty();
    }

    @Test
    void aRouteOfAnotherThatLeavesIsNoReplacement() {
        table.up(REFLECTOR);
        reflectorIsComplete();
        announce(ONE, "10.0.0.1", "192.168.2.0/26");
        announce(TWO, "10.0.0.2", "192.168.1.0/26");
        assertThat(replaced(REFLECTOR)).isEmpty();
    }

    @Test
    void aRouteThatCannotBeUsedIsNoReplacementAndNeedsNone() {
        table.up(REFLECTOR);
        reflectorIsComplete();
        announce(REFLECTOR, NOWHERE, "192.168.1.0/26");
        announce(TWO, NOWHERE, "192.168.2.0/26");
        assertThat(replaced(REFLECTOR)).containsExactly(TWO.id());
    }

    @Test
    void aRouteThatWasNotAcceptedNeedsNone() {
        TestPeer closed = ONE.withImport(RoutePolicy.REJECT_ALL);
        table.apply(new RibCommand.PolicyChanged(ONE.id(), closed.policy()));
        table.up(REFLECTOR);
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).containsExactly(ONE.id());
    }

    @Test
    void aRouteOfOurOwnIsAReplacement() {
        table.originate("10.1.0.0/16", "192.168.1.0/26");
        table.up(REFLECTOR);
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).containsExactly(ONE.id());
    }

    @Test
    void whatIsKeptOfALostPeerNeedsAReplacementToo() {
        table.lose(TWO);
        table.up(REFLECTOR);
        reflectorIsComplete();
        assertThat(replaced(REFLECTOR)).isEmpty();
        announce(REFLECTOR, "10.0.0.2", "192.168.2.0/26");
        assertThat(replaced(REFLECTOR)).containsExactly(TWO.id());
    }

    @Test
    void aSuccessorThatIsLostHasNotTakenOver() {
        table.up(REFLECTOR);
        announce(REFLECTOR, "10.0.0.1", "192.168.1.0/26", "192.168.2.0/26");
        reflectorIsComplete();
        table.lose(REFLECTOR);
        assertThat(replaced(REFLECTOR)).isEmpty();
    }
}
