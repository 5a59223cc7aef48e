package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.accepts;
import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static io.nightjar.calico.plan.SampleRoutes.told;
import static io.nightjar.calico.plan.SampleRoutes.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which routes a node has, announces, takes and programs in Calico 3. */
class ResourceRoutesTest extends RoutesFixture {

    @Test
    void ignoredInterfacesAreTheKernelsBusinessButNeverAllOfThem() {
        cluster("ignoredInterfaces: [docker0, 'virbr*', '**']");
        assertThat(config().kernel().ignoredInterfaces())
                .containsExactly(new InterfacePattern("docker0"), new InterfacePattern("virbr*"));
    }

    /** The example of the contract: two nodes, a pool without encapsulation, a block each. */
    @Test
    void theExampleWithTwoNodes() {
        resources
                .put("BGPConfiguration", "default", "")
                .node("A", "10.0.0.1/24", "", "")
                .node("B", "10.0.0.2/24", "", "")
                .put("IPPool", "p", "cidr: 192.168.0.0/16")
                .block("A", BLOCK, "confirmed")
                .block("B", "192.168.196.128/26", "confirmed");
        settings = PlanSettings.of("A");
        SpeakerConfig a = config();
        assertThat(a.peers()).singleElement().satisfies(peer -> {
            assertThat(peer.session().passive()).isTrue();
            assertThat(peer.session().timers().holdSeconds()).isEqualTo(240);
            assertThat(peer.session().transport().sendTtl()).isEqualTo(64);
            assertThat(peer.session().remote().asNumber()).isEqualTo(AsNumber.of(64512));
        });
        assertThat(a.local().identifier()).hasToString("10.0.0.1");
        RoutePolicy export = a.peers().get(0).policy().exportPolicy();
        assertThat(told(export, own(BLOCK)))
                .isEqualTo(PathAttributes.of(Origin.IGP, AsPath.EMPTY, new LocalPref(2147482623L)));
        assertThat(accepts(export, workload("192.168.18.65/32", 1024))).isFalse();
        assertThat(accepts(
                        export,
                        Route.learned(Prefix.parse("10.0.0.0/24"), null, new RouteSource.Learned(2, 0, "eth0"))))
                .isFalse();
        assertThat(accepts(export, heard("0.0.0.0/0", 100))).isFalse();
        assertThat(a.originated()).extracting(OriginatedRoute::prefix).containsExactly(Prefix.parse(BLOCK));
        assertThat(accepts(a.kernel().exportPolicy(), own(BLOCK))).isTrue();
        Route remote = heard("192.168.196.128/26", 2147482623L);
        assertThat(accepts(a.kernel().exportPolicy(), remote)).isTrue();
        assertThat(a.kernel().form().metric(remote)).isEqualTo(1024);
        withATunnelOnlyTheKernelIsAnother(export, remote);
        settings = PlanSettings.of("B");
        assertThat(config().peers().get(0).session().passive()).isFalse();
    }

    private void withATunnelOnlyTheKernelIsAnother(RoutePolicy export, Route remote) {
        resources.put("IPPool", "p", "cidr: 192.168.0.0/16, ipipMode: Always");
        SpeakerConfig wrapped = config();
        assertThat(told(wrapped.peers().get(0).policy().exportPolicy(), own(BLOCK)))
                .isEqualTo(told(export, own(BLOCK)));
        assertThat(accepts(wrapped.kernel().exportPolicy(), own(BLOCK))).isFalse();
        assertThat(accepts(wrapped.kernel().exportPolicy(), remote)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed, 192.168.1.0/26, true, true",
        "'', 192.168.1.0/26, true, true",
        "pendingDeletion, 192.168.1.0/26, true, false",
        "pending, 192.168.1.0/26, false, false",
        "confirmed, 192.168.1.7/32, false, true"
    })
    void blocksStartHereAndHideWhatIsInside(String state, String block, boolean starts, boolean hides) {
        cluster("").block(OWN, block, state).block(OWN, "fd01::1/128", "confirmed");
        Prefix prefix = Prefix.parse(block);
        assertThat(config().originated().stream()
                        .anyMatch(route -> route.prefix().equals(prefix)))
                .isEqualTo(starts);
        assertThat(config().originated())
                .noneMatch(route -> route.prefix().toString().equals("fd01::1/128"));
        if (!prefix.isHost()) {
            assertThat(accepts(toMesh(), workload("192.168.1.9/32", 1024))).isNotEqualTo(hides);
        }
        assertThat(accepts(toMesh(), own(block))).isTrue();
    }

    @Test
    void elevatedRoutesEscapeTheirBlock() {
        cluster("ipv4NormalRoutePriority: 2000");
        assertThat(accepts(toMesh(), workload("192.168.18.65/32", 2000))).isFalse();
        assertThat(accepts(toMesh(), workload("192.168.18.65/32", 0))).isFalse();
        assertThat(told(toMesh(), workload("192.168.18.65/32", 512)).find(LocalPref.class))
                .contains(new LocalPref(2147483647L - 512));
        assertThat(told(toMesh(), own(BLOCK)).find(LocalPref.class)).contains(new LocalPref(2147483647L - 2000));
        assertThat(accepts(toTor(), heard("192.168.18.65/32", 2147483647L - 512)))
                .isTrue();
        assertThat(accepts(toTor(), heard("192.168.18.65/32", 100))).isFalse();
        assertThat(accepts(toTor(), heard("192.168.18.65/32", 4294967295L))).isFalse();
        assertThat(policy("Mesh_10_0_0_2").preferredAbove()).isEqualTo(2147483647L - 2000);
    }

    @Test
    void poolsThatAreNotExportedStay() {
        cluster("")
                .put("IPPool", "hidden", "cidr: 172.16.0.0/16, disableBGPExport: true, disabled: true")
                .put("IPPool", "off", "cidr: 172.17.0.0/16, disabled: true")
                .put("IPPool", "other", "cidr: 172.17.0.0/16, disableBGPExport: true");
        assertThat(toMesh().evaluate(heard("172.16.1.0/26", 100)))
                .isEqualTo(new Verdict(RouteAction.REJECT, "pool 172.16.0.0/16"));
        assertThat(accepts(toMesh(), heard("172.17.1.0/26", 100))).isTrue();
        assertThat(accepts(config().kernel().exportPolicy(), heard("172.16.1.0/26", 100)))
                .isTrue();
    }

    @Test
    void aBlockInAPoolThatIsNotExportedIsOnlyForThisNode() {
        cluster("")
                .put("IPPool", "hidden", "cidr: 172.16.0.0/16, disableBGPExport: true")
                .block(OWN, "172.16.1.0/26", "confirmed");
        for (RoutePolicy export : List.of(toMesh(), toTor())) {
            assertThat(export.evaluate(own("172.16.1.0/26")))
                    .isEqualTo(new Verdict(RouteAction.REJECT, "pool 172.16.0.0/16"));
        }
        assertThat(config().originated()).extracting(OriginatedRoute::prefix).contains(Prefix.parse("172.16.1.0/26"));
        assertThat(accepts(config().kernel().exportPolicy(), own("172.16.1.0/26")))
                .isTrue();
    }

    @Test
    void eachFamilyHasItsNormalPriority() {
        cluster("ipv6NormalRoutePriority: 2000")
                .node("b", "10.0.0.2/24", "fd00::2/64", "")
                .put("IPPool", "six", "cidr: 'fd01::/64'")
                .block(OWN, SIX, "confirmed");
        RoutePolicy six = policy("Mesh_fd00__2").exportPolicy();
        assertThat(told(six, own(SIX)).find(LocalPref.class)).contains(new LocalPref(2147481647));
        assertThat(told(toMesh(), own(BLOCK)).find(LocalPref.class)).contains(new LocalPref(2147482623));
        assertThat(accepts(six, workload("fd01::7/128", 1999))).isTrue();
        assertThat(accepts(six, workload("fd01::7/128", 2000))).isFalse();
        assertThat(accepts(toMesh(), workload("192.168.18.65/32", 1999))).isFalse();
    }

    /** Each row: a device, and whether a route through it is told to the own and to another autonomous system. */
    @ParameterizedTest
    @CsvSource({
        "vxlan.calico, false, true",
        "vxlan-v6.calico, false, true",
        "wireguard.cali, false, true",
        "wg-v6.cali, false, true",
        "tunl0, false, true",
        "bpfin.cali, false, false",
        "bpfout.cali, false, false",
        "cali12, true, true",
        "eth0, true, true"
    })
    void whatLeadsThroughFelixTunnelsIsNotToldToEverybody(String device, boolean internal, boolean external) {
        cluster("")
                .node("b", "10.0.0.2/24", "fd00::2/64", "")
                .put("BGPPeer", "six", "peerIP: 'fd00::254', asNumber: 65001")
                .put("IPPool", "six", "cidr: 'fd01::/64'");
        RouteSource.Learned source = new RouteSource.Learned(80, 1024, device);
        Route four = Route.learned(Prefix.parse("192.168.196.128/26"), null, source);
        Route six = Route.learned(Prefix.parse(SIX), null, source);
        assertThat(accepts(toMesh(), four)).isEqualTo(internal);
        assertThat(accepts(toTor(), four)).isEqualTo(external);
        assertThat(accepts(policy("Mesh_fd00__2").exportPolicy(), six)).isEqualTo(internal);
        assertThat(accepts(policy("Global_fd00__254").exportPolicy(), six)).isEqualTo(external);
    }

    /** Each row: who programs what, then whether routes in pools without and with tunnel and VXLAN are programmed. */
    @ParameterizedTest
    @CsvSource({
        ", true, false, false",
        "EnabledNoEncapOnly, true, false, false",
        "Disabled, false, false, false",
        "Enabled, true, true, false",
        "EnabledIPIPOnly, false, true, false",
        "Perhaps, true, false, false"
    })
    void poolsAreOursOrFelixToProgram(String word, boolean plain, boolean ipip, boolean vxlan) {
        cluster(word == null ? "" : "programClusterRoutes: " + word)
                .put("IPPool", "t", "cidr: 172.16.0.0/16, ipipMode: Always")
                .put("IPPool", "c", "cidr: 172.17.0.0/16, ipipMode: CrossSubnet")
                .put("IPPool", "v", "cidr: 172.18.0.0/16, vxlanMode: CrossSubnet")
                .put("IPPool", "six", "cidr: 'fd01::/64', ipipMode: Always")
                .put("IPPool", "sixv", "cidr: 'fd02::/64', vxlanMode: Always");
        RoutePolicy kernel = config().kernel().exportPolicy();
        assertThat(accepts(kernel, own(BLOCK))).isEqualTo(plain);
        assertThat(accepts(kernel, own("172.16.0.0/26"))).isEqualTo(ipip);
        assertThat(accepts(kernel, own("172.17.0.0/26"))).isEqualTo(ipip);
        assertThat(accepts(kernel, own("172.18.0.0/26"))).isEqualTo(vxlan);
        assertThat(accepts(kernel, own("fd01::/122"))).isEqualTo(plain);
        assertThat(accepts(kernel, own("fd02::/122"))).isFalse();
        assertThat(accepts(kernel, heard("0.0.0.0/0", 100))).isTrue();
        assertThat(config().kernel().form().tunnels())
                .isEqualTo(
                        ipip
                                ? List.of(
                                        new TunnelRule(
                                                Prefix.parse("172.16.0.0/16"),
                                                "tunl0",
                                                List.of(),
                                                "pool 172.16.0.0/16"),
                                        new TunnelRule(
                                                Prefix.parse("172.17.0.0/16"),
                                                "tunl0",
                                                List.of(Prefix.parse("10.0.0.0/24")),
                                                "pool 172.17.0.0/16"))
                                : List.of());
        Route tunnel = Route.learned(Prefix.parse("172.16.9.0/26"), null, new RouteSource.Learned(80, 0, "tunl0"));
        assertThat(accepts(toMesh(), tunnel)).isEqualTo(ipip);
        assertThat(accepts(toTor(), tunnel)).isTrue();
    }

    @Test
    void withoutAnAddressPoolsSayNothingAboutTheKernel() {
        cluster("").put("IPPool", "t", "cidr: 172.16.0.0/16, ipipMode: Always").node(OWN, "", "fd00::1/64", "");
        settings = new PlanSettings(OWN, IdentifierSource.NAME_HASH, List.of());
        assertThat(accepts(config().kernel().exportPolicy(), own("172.16.0.0/26")))
                .isTrue();
        assertThat(config().originated()).hasSize(1);
    }

    @Test
    void anAddressWithoutANetworkIsANetworkOfItsOwn() {
        cluster("programClusterRoutes: Enabled")
                .put("IPPool", "t", "cidr: 172.17.0.0/16, ipipMode: CrossSubnet")
                .node(OWN, "10.0.0.5", "", "");
        assertThat(config().kernel().form().tunnels())
                .containsExactly(new TunnelRule(
                        Prefix.parse("172.17.0.0/16"),
                        "tunl0",
                        List.of(Prefix.parse("10.0.0.5/32")),
                        "pool 172.17.0.0/16"));
    }

    @Test
    void whatIsEncryptedIsFelixToProgram() {
        Route remote = heard("192.168.196.128/26", 100);
        resources.yaml("{kind: Node, metadata: {name: b}, spec: {bgp: {ipv4Address: 10.0.0.2/24},"
                + " wireguard: {interfaceIPv4Address: 192.168.0.9}}}");
        resources.node(OWN, "10.0.0.1/24", "", "");
        assertThat(accepts(config().kernel().exportPolicy(), remote)).isTrue();
        resources.yaml("{kind: Node, metadata: {name: own}, spec: {bgp: {ipv4Address: 10.0.0.1/24},"
                + " wireguard: {interfaceIPv4Address: 192.168.0.8}}}");
        assertThat(config().kernel().exportPolicy().evaluate(remote).origin()).isEqualTo("node with WireGuard");
        assertThat(accepts(config().kernel().exportPolicy(), own(BLOCK))).isTrue();
    }

    @Test
    void whateverLeadsToANodeWithWireGuardIsFelixToProgram() {
        cluster("");
        wireguard("own", "10.0.0.1/24", "fd00::1/64", "interfaceIPv4Address: 192.168.0.8");
        wireguard("b", "10.0.0.2/24", "fd00::2/64", "interfaceIPv4Address: 192.168.0.9");
        RoutePolicy kernel = config().kernel().exportPolicy();
        for (String prefix : List.of("0.0.0.0/0", "172.31.0.0/16", "192.168.196.128/26")) {
            assertThat(kernel.evaluate(heard(prefix, 100)))
                    .isEqualTo(new Verdict(RouteAction.REJECT, "node with WireGuard"));
        }
        assertThat(accepts(kernel, heard(SIX, "fd00::2"))).isTrue();
    }

    @Test
    void whatIsEncryptedIsFelixToProgramInEachFamilyForItself() {
        cluster("").put("IPPool", "six", "cidr: 'fd01::/64'").block(OWN, "fd01::40/122", "confirmed");
        wireguard("own", "10.0.0.1/24", "fd00::1/64", "interfaceIPv6Address: 'fd09::8'");
        wireguard("b", "10.0.0.2/24", "fd00::2/64", "interfaceIPv6Address: 'fd09::9'");
        RoutePolicy kernel = config().kernel().exportPolicy();
        for (String prefix : List.of("::/0", SIX)) {
            assertThat(kernel.evaluate(heard(prefix, "fd00::2")))
                    .isEqualTo(new Verdict(RouteAction.REJECT, "node with WireGuard"));
            assertThat(accepts(kernel, heard(prefix, "fd00::3"))).isTrue();
        }
        assertThat(accepts(kernel, own("fd01::40/122"))).isTrue();
        assertThat(accepts(kernel, heard("192.168.196.128/26", 100))).isTrue();
    }

    private void wireguard(String name, String ipv4, String ipv6, String address) {
        resources.yaml("{kind: Node, metadata: {name: " + name + "}, spec: {bgp: {ipv4Address: " + ipv4
                + ", ipv6Address: '" + ipv6 + "'}, wireguard: {" + address + "}}}");
    }
}
