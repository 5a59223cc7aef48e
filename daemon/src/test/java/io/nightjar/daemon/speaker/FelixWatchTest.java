package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A table with a peer's blocks in pools of all kinds, and what Felix has written beside them. */
class FelixWatchTest {

    private static final TestPeer PEER = TestPeer.internal(1);

    private static final String NEXT_HOP = "10.0.0.2";

    private final TestTable table = new TestTable();

    private final Map<Prefix, KernelRoute> foreign = new HashMap<>();

    private List<KernelPlan> plans = plans("");

    private final FelixWatch watch = new FelixWatch(() -> CompletableFuture.completedFuture(
            FelixCheck.look(plans, table.view().forwarding(), foreign)));

    private static List<KernelPlan> plans(String clusterRoutes) {
        Resources resources = new Resources()
                .yaml("{kind: Node, metadata: {name: a}, spec: {bgp: {ipv4Address: 10.0.0.1/24},"
                        + " wireguard: {interfaceIPv4Address: 192.168.0.8}}}")
                .yaml("{kind: Node, metadata: {name: c}, spec: {bgp: {ipv4Address: 10.0.0.3/24},"
                        + " wireguard: {interfaceIPv4Address: 192.168.0.9}}}")
                .put("IPPool", "plain", "cidr: 192.168.0.0/16")
                .put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: Always")
                .put("BGPConfiguration", "default", "serviceClusterIPs: [{cidr: 172.16.9.0/24}], " + clusterRoutes);
        Plan plan = new SpeakerPlanner(PlanSettings.of("a")).plan(new ClusterStateBuilder().update(resources.view()));
        return ((Plan.Ready) plan)
                .node().families().stream().map(FamilyPlan::kernel).toList();
    }

    private void announced(String... prefixes) {
        table.up(PEER);
        table.announce(PEER, TestAttributes.internal(NEXT_HOP), prefixes);
    }

    private void written(int protocol, String... prefixes) {
        foreign.clear();
        for (String prefix : prefixes) {
            KernelRoute route = KernelRoute.via(Prefix.parse(prefix), IpAddress.parse(NEXT_HOP), 1);
            foreign.put(route.destination(), route.withProtocol(protocol));
        }
    }

    private List<String> look() {
        watch.look();
        return watch.notes().stream().map(StatusReport.Note::reason).toList();
    }

    @Test
    void everythingIsWellWhenEachHasDoneItsPart() {
        announced("192.168.1.0/26", "172.16.1.0/26", "10.9.0.0/16");
        written(FelixCheck.FELIX_PROTOCOL, "172.16.1.0/26");
        look();
        assertThat(look()).isEmpty();
    }

    @Test
    void whatFelixDoesNotProgramIsToldWhenItIsSeenAgain() {
        announced("172.16.1.0/26", "172.16.2.0/26", "192.168.1.0/26");
        assertThat(look()).isEmpty();
        assertThat(look())
                .containsExactly("2 of the routes of 172.16.0.0/16 (as 172.16.1.0/26) not in the kernel, where Felix"
                        + " should put them, by programClusterRoutes of BGPConfiguration");
        assertThat(watch.notes())
                .extracting(StatusReport.Note::key)
                .containsExactly("/calico/resources/v3/projectcalico.org/ippools/wrapped");
        written(FelixCheck.FELIX_PROTOCOL, "172.16.1.0/26", "172.16.2.0/26");
        assertThat(look()).isEmpty();
    }

    @Test
    void whatBothProgramIsTold() {
        announced("192.168.1.0/26");
        written(FelixCheck.FELIX_PROTOCOL, "192.168.1.0/26");
        look();
        assertThat(look())
                .containsExactly("1 of the routes of 192.168.0.0/16 (as 192.168.1.0/26) in the kernel twice: from"
                        + " Felix (proto 80), and from us; compare programClusterRoutes of"
                        + " BGPConfiguration and FelixConfiguration");
    }

    @Test
    void theOtherWorldIsWatchedAsWell() {
        plans = plans("programClusterRoutes: EnabledIPIPOnly");
        announced("192.168.1.0/26", "172.16.1.0/26");
        written(FelixCheck.FELIX_PROTOCOL, "172.16.1.0/26");
        look();
        assertThat(look()).hasSize(2);
        written(FelixCheck.FELIX_PROTOCOL, "192.168.1.0/26");
        assertThat(look()).isEmpty();
    }

    @Test
    void anotherProgramsRouteIsNeitherMissingNorTwice() {
        announced("192.168.1.0/26", "172.16.1.0/26");
        written(4, "192.168.1.0/26", "172.16.1.0/26");
        look();
        assertThat(look()).isEmpty();
    }

    @Test
    void rangesOfServicesAndEncryptedNodesDoNotMatter() {
        table.up(PEER);
        table.announce(PEER, TestAttributes.internal("10.0.0.3"), "172.16.1.0/26");
        table.announce(PEER, TestAttributes.internal(NEXT_HOP), "172.16.9.0/26");
        look();
        assertThat(look()).isEmpty();
    }
}
