package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.KernelSynchronizer;
import io.nightjar.kernel.KernelView;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.Learned;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the kernel to the table, with 10,000 routes of others and 10,000 next hops: one change concerns only what is inside it. */
class OneForeignRouteTest {

    private static final int MANY = 10_000;
    private static final int ETH = 2;
    private static final int OTHER = 3;
    private static final int STATIC = 4;
    private static final TestPeer PEER = TestPeer.internal(1);

    private final FakeKernelRouteTable kernel = new FakeKernelRouteTable();
    private final TestTable table = new TestTable();
    private final List<IpAddress> asked = new ArrayList<>();
    private final List<RibCommand.Learn> learned = new ArrayList<>();
    private final Resolving resolving = new Resolving(table::apply);
    private final Learning learning = new Learning(command -> {
        learned.add((RibCommand.Learn) command);
        table.apply(command);
    });
    private final KernelSynchronizer synchronizer =
            new KernelSynchronizer(KernelSyncSettings.DEFAULT, this::viewChanged, new ManualNanoClock());

    OneForeignRouteTest() throws KernelException {
        kernel.setLink(new KernelLink(ETH, "eth0", true));
        kernel.setLink(new KernelLink(OTHER, "eth1", true));
        kernel.addAddress(new KernelAddress(ETH, IpAddress.parse("172.16.0.1"), Prefix.parse("172.16.0.0/24")));
        for (int i = 0; i < MANY; i++) {
            kernel.addByHand(route(i, "172.16.0.9", i == 7 ? OTHER : ETH));
        }
        learning.configure(true);
        table.settleWhen(() -> false);
        table.up(PEER);
        for (int i = 0; i < MANY; i++) {
            table.announce(PEER, TestAttributes.internal(address(10, i, 1)), address(100, i, 0) + "/24");
        }
        table.settle();
        table.settleWhen(() -> true);
        turn();
    }

    private static String address(int first, int number, int last) {
        return first + "." + (number >> 8) + "." + (number & 0xff) + "." + last;
    }

    private static KernelRoute route(int number, String gateway, int link) {
        return KernelRoute.via(Prefix.parse(address(10, number, 0) + "/24"), IpAddress.parse(gateway), link)
                .withProtocol(STATIC);
    }

    private static Route learned(int number, String gateway, String device) {
        return Route.learned(
                Prefix.parse(address(10, number, 0) + "/24"), IpAddress.parse(gateway), new Learned(STATIC, 0, device));
    }

    private void viewChanged(KernelView view) {
        ForwardingView now = ForwardingView.of(view);
        NextHopResolver counting = nextHop -> {
            asked.add(nextHop);
            return now.nextHops().resolve(nextHop);
        };
        resolving.viewChanged(new ForwardingView(counting, Map.of(), view));
        learning.viewChanged(view);
    }

    private void turn() throws KernelException {
        asked.clear();
        learned.clear();
        table.listener().batches().clear();
        synchronizer.turn(kernel);
    }

    private List<String> decided() {
        return table.listener().batches().stream()
                .flatMap(List::stream)
                .map(change -> change.prefix().toString())
                .toList();
    }

    @Test
    void atFirstEverythingIsAsked() {
        assertThat(asked).hasSize(MANY);
        assertThat(learned)
                .singleElement()
                .satisfies(all -> assertThat(all.routes()).hasSize(MANY + 1));
    }

    @Test
    void anotherGatewayConcernsTheNextHopBehindIt() throws KernelException {
        kernel.replaceByHand(route(300, "172.16.0.10", ETH));
        turn();
        assertThat(asked).containsExactly(IpAddress.parse("10.1.44.1"));
        assertThat(learned)
                .containsExactly(new RibCommand.Learn(Set.of(learned(300, "172.16.0.10", "eth0")), Set.of()));
        assertThat(decided()).containsExactlyInAnyOrder("10.1.44.0/24", "100.1.44.0/24");
    }

    @Test
    void aRouteThatGoesConcernsTheNextHopBehindIt() throws KernelException {
        kernel.deleteByHand(route(300, "172.16.0.9", ETH));
        turn();
        assertThat(asked).containsExactly(IpAddress.parse("10.1.44.1"));
        assertThat(learned).containsExactly(new RibCommand.Learn(Set.of(), Set.of(learned(300, "172.16.0.9", "eth0"))));
    }

    @Test
    void aDeviceThatIsRenamedConcernsWhatIsBehindIt() throws KernelException {
        kernel.setLink(new KernelLink(OTHER, "lan0", true));
        turn();
        assertThat(asked).containsExactly(IpAddress.parse("10.0.7.1"));
        assertThat(learned).containsExactly(new RibCommand.Learn(Set.of(learned(7, "172.16.0.9", "lan0")), Set.of()));
        assertThat(decided()).containsExactlyInAnyOrder("10.0.7.0/24", "100.0.7.0/24");
    }

    @Test
    void aNewWorkloadConcernsNothingElse() throws KernelException {
        kernel.setLink(new KernelLink(99, "cali1", true));
        turn();
        assertThat(asked).isEmpty();
        assertThat(learned).isEmpty();
        assertThat(decided()).isEmpty();
    }
}
