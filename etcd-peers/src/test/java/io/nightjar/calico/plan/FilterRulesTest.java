package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.accepts;
import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static io.nightjar.calico.plan.SampleRoutes.told;
import static io.nightjar.calico.plan.SampleRoutes.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.Route;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BGPFilters do to routes. */
class FilterRulesTest extends RoutesFixture {

    private Verdict filtered(String list, String rule, Route route) {
        cluster("").put("BGPFilter", "f", list + ": [" + rule + "]");
        PeerPolicy policy = policy("Global_10_0_0_254");
        return (list.startsWith("import") ? policy.importPolicy() : policy.exportPolicy()).evaluate(route);
    }

    /** Each row: fields of a rule, and whether it is about the route 10.9.8.0/24 with path 65001 65002 and community 65001:1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                                                          | true",
                "cidr: 10.9.8.0/24, matchOperator: Equal                     | true",
                "cidr: 10.9.8.7/24, matchOperator: Equal                     | true",
                "cidr: 10.9.0.0/16, matchOperator: Equal                     | false",
                "cidr: 10.9.0.0/16, matchOperator: NotEqual                  | true",
                "cidr: 10.9.8.0/24, matchOperator: NotEqual                  | false",
                "cidr: 10.9.0.0/16, matchOperator: In                        | true",
                "cidr: 10.9.0.0/16, matchOperator: NotIn                     | false",
                "cidr: 10.8.0.0/16, matchOperator: NotIn                     | true",
                "cidr: 10.9.0.0/16, matchOperator: In, prefixLength: {min: 24}         | true",
                "cidr: 10.9.0.0/16, matchOperator: In, prefixLength: {min: 25}         | false",
                "cidr: 10.9.0.0/16, matchOperator: In, prefixLength: {max: 23}         | false",
                "cidr: 10.9.0.0/16, matchOperator: In, prefixLength: {min: 8, max: 24} | true",
                "cidr: 10.9.0.0/16, matchOperator: In, prefixLength: {max: 8}          | false",
                "cidr: 10.9.0.0/16, matchOperator: NotIn, prefixLength: {max: 8}       | true",
                "cidr: 10.9.0.0/16, matchOperator: Equal, prefixLength: {max: 24}      | true",
                "source: RemotePeers                                         | true",
                "interface: eth0                                             | false",
                "interface: '*'                                              | true",
                "communities: {values: ['65001:1']}                          | true",
                "communities: {values: ['65001:2']}                          | false",
                "communities: {values: ['65001:1:1']}                        | false",
                "asPathPrefix: [65001]                                       | true",
                "asPathPrefix: [65001, 65002]                                | true",
                "asPathPrefix: [65002]                                       | false",
                "priority: 512                                               | true",
                "priority: 1024                                              | false",
                "peerType: eBGP                                              | true",
                "peerType: iBGP                                              | false",
                "source: RemotePeers, priority: 512, asPathPrefix: [65002]   | false"
            })
    void filtersAskForEverythingThatTheySay(String fields, boolean about) {
        Route route = heard("10.9.8.0/24", 2147483647L - 512);
        String rule = "{action: Reject" + (fields.isBlank() ? "" : ", " + fields.strip()) + "}";
        Verdict verdict = filtered("importV4", rule, route);
        assertThat(verdict.accepted()).isNotEqualTo(about);
        assertThat(verdict.origin()).isEqualTo(about ? "BGPFilter f, importV4[0]" : "no rule matches");
    }

    @Test
    void filtersComeBeforeEverythingElseAndInTheirOrder() {
        cluster("prefixAdvertisements: [{cidr: 0.0.0.0/0, communities: [1:1]}]")
                .put(
                        "BGPFilter",
                        "f",
                        "exportV4: [{action: Reject, priority: 2000}, {action: Accept, cidr: 10.9.0.0/16,"
                                + " matchOperator: In, operations: [{addCommunity: {value: '7:7'}}, {addCommunity: {value: '7:7:7'}},"
                                + " {prependASPath: {prefix: [65005, 65006]}}, {setPriority: {value: 512}}]}]")
                .put("BGPFilter", "g", "exportV4: [{action: Reject, source: RemotePeers}]");
        assertThat(toTor().evaluate(heard("192.168.1.0/26", 100)).origin()).isEqualTo("BGPFilter g, exportV4[0]");
        PathAttributes told = told(toTor(), heard("10.9.0.0/24", 100));
        assertThat(told.find(Communities.class)).contains(Communities.of(Community.of(7, 7), Community.of(65001, 1)));
        assertThat(told.find(AsPath.class).orElseThrow()).hasToString("65005 65006 65001 65002");
        assertThat(told.find(LocalPref.class)).contains(new LocalPref(2147483647L - 512));
        assertThat(accepts(toMesh(), heard("10.9.0.0/24", 100))).isFalse();
        assertThat(policy("Global_10_0_0_254").importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(accepts(toTor(), workload("192.168.18.65/32", 2000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                                          | 'action' is missing or empty",
                "{action: Perhaps}                                           | 'action' is 'Perhaps'",
                "{action: Accept, cidr: 10.0.0.0/8}                          | 'matchOperator' is missing or empty",
                "{action: Accept, matchOperator: In}                         | 'matchOperator' or 'prefixLength' without 'cidr'",
                "{action: Accept, cidr: 10.0.0.0/8, matchOperator: Near}     | 'matchOperator' is 'Near'",
                "{action: Accept, cidr: 'fd00::/8', matchOperator: In}       | fd00::/8 is not an",
                "{action: Accept, cidr: 10.0.0.0/8, matchOperator: In, prefixLength: {max: 33}} | 'max' is not a number from 0 to 32",
                "{action: Accept, interface: 'a b'}                          | 'interface' is 'a b'",
                "{action: Accept, source: Anybody}                           | 'source' is 'Anybody'",
                "{action: Accept, peerType: BGP}                             | 'peerType' is 'BGP'",
                "{action: Accept, communities: {values: ['1:1', '1:2']}}     | 'communities' has not exactly one value",
                "{action: Accept, communities: {values: ['1:65536']}}        | not a community: '1:65536'",
                "{action: Accept, communities: {values: ['one']}}            | not a community: 'one'",
                "{action: Accept, priority: 0.5}                             | 'priority' is not a whole number",
                "{action: Reject, operations: [{setPriority: {value: 1}}]}   | 'operations' of a rule that rejects",
                "{action: Accept, operations: [{}]}                          | one of 'operations' is not exactly one",
                "{action: Accept, operations: [{setMed: {value: 1}}]}        | one of 'operations' is unknown",
                "{action: Accept, operations: [{prependASPath: {prefix: []}}]} | 'prependASPath' has not 1 to 10 numbers",
                "{action: Accept, operations: [{prependASPath: {prefix: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}}]} | 'prependASPath' has not 1 to 10 numbers",
                "1                                                           | has something that is not an object"
            })
    void aFilterIsUnusableAsAWhole(String rule, String reason) {
        resources.node(OWN, "10.0.0.1/24", "", "").put("BGPFilter", "f", "importV4: [" + rule.strip() + "]");
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(resources.view()));
        assertThat(plan.unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).isEqualTo(Resources.BASE + "bgpfilters/f");
            assertThat(unusable.reason()).contains(reason);
        });
    }

    @Test
    void aRuleHasNoMoreThanTenOperationsAndPrependsNoMoreThanTenNumbers() {
        String prepend = "{prependASPath: {prefix: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}";
        String ten = String.join(", ", Collections.nCopies(10, prepend));
        PathAttributes told = told(exporting("{action: Accept, operations: [" + ten + "]}"), own("10.0.0.0/8"));
        assertThat(told.find(AsPath.class).orElseThrow().length()).isEqualTo(100);
        resources.put("BGPFilter", "f", "exportV4: [{action: Accept, operations: [" + ten + ", " + prepend + "]}]");
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(resources.view()));
        assertThat(plan.unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).isEqualTo(Resources.BASE + "bgpfilters/f");
            assertThat(unusable.reason()).isEqualTo("'exportV4[0]': more than 10 'operations'");
        });
    }

    private RoutePolicy exporting(String rule) {
        cluster("").put("BGPFilter", "f", "exportV4: [" + rule + "]");
        return toTor();
    }

    @ParameterizedTest
    @CsvSource({
        "'asNumber: 65001', iBGP, false",
        "'asNumber: 65001', eBGP, true",
        "'asNumber: 64512', iBGP, true",
        "'asNumber: 64512', eBGP, false",
        "'asNumber: 65001, localASNumber: 65001', iBGP, true",
        "'asNumber: 65001, localASNumber: 65001', eBGP, false",
        "'asNumber: 64512, localASNumber: 65001', iBGP, false",
        "'asNumber: 64512, localASNumber: 65001', eBGP, true"
    })
    void aPeersTypeComesOfTheNumberThatWeHaveTowardsIt(String numbers, String type, boolean about) {
        String rules = "[{action: Reject, peerType: " + type + "}]";
        cluster("")
                .put("BGPPeer", "q", "peerIP: 10.0.0.253, filters: [f], " + numbers)
                .put("BGPFilter", "f", "importV4: " + rules + ", exportV4: " + rules);
        PeerPolicy policy = policy("Global_10_0_0_253");
        assertThat(accepts(policy.importPolicy(), heard("10.0.0.0/8", 100))).isNotEqualTo(about);
        assertThat(accepts(policy.exportPolicy(), own(BLOCK))).isNotEqualTo(about);
    }

    /** Each row: fields of a rule, and whether it is about the route 2001:db8:9::/48. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cidr: '2001:db8:9::/48', matchOperator: Equal                          | true",
                "cidr: '2001:DB8:9:0::7/48', matchOperator: Equal                       | true",
                "cidr: '2001:db8::/32', matchOperator: Equal                            | false",
                "cidr: '2001:db8::/32', matchOperator: NotEqual                         | true",
                "cidr: '2001:db8:9::/48', matchOperator: NotEqual                       | false",
                "cidr: '2001:db8::/32', matchOperator: In                               | true",
                "cidr: '2001:db8::/32', matchOperator: NotIn                            | false",
                "cidr: 'fd00::/8', matchOperator: NotIn                                 | true",
                "cidr: '2001:db8::/32', matchOperator: In, prefixLength: {min: 49}      | false",
                "cidr: '2001:db8::/32', matchOperator: In, prefixLength: {max: 48}      | true",
                "cidr: '2001:db8::/32', matchOperator: In, prefixLength: {max: 128}     | true"
            })
    void ipv6HasRulesOfItsOwn(String fields, boolean about) {
        String rules = "[{action: Reject, " + fields.strip() + "}]";
        cluster("")
                .put("BGPPeer", "six", "peerIP: 'fd00::254', asNumber: 65001, filters: [f]")
                .put("IPPool", "six", "cidr: '2001:db8::/32'")
                .put("BGPFilter", "f", "importV6: " + rules + ", exportV6: " + rules);
        PeerPolicy six = policy("Global_fd00__254");
        Route route = heard("2001:db8:9::/48", "fd00::254");
        assertThat(six.importPolicy().evaluate(route).origin())
                .isEqualTo(about ? "BGPFilter f, importV6[0]" : "no rule matches");
        assertThat(six.exportPolicy().evaluate(route).origin())
                .isEqualTo(about ? "BGPFilter f, exportV6[0]" : "pool 2001:db8::/32");
        assertThat(policy("Global_10_0_0_254").importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
    }

    @Test
    void rulesOfOneFamilyAreNoneOfTheOther() {
        cluster("")
                .put("BGPPeer", "six", "peerIP: 'fd00::254', asNumber: 65001, filters: [f]")
                .put("BGPFilter", "f", "importV4: [{action: Reject}], exportV4: [{action: Accept}]");
        assertThat(policy("Global_fd00__254").importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(accepts(policy("Global_fd00__254").exportPolicy(), own("fd09::/64")))
                .isFalse();
        assertThat(accepts(toTor(), own("10.0.0.0/8"))).isTrue();
    }

    @Test
    void whatAFilterAcceptsLeavesItsBlockAndItsHiddenPool() {
        cluster("").put("IPPool", "hidden", "cidr: 172.16.0.0/16, disableBGPExport: true");
        Route inBlock = workload("192.168.18.65/32", 1024);
        Route hidden = heard("172.16.1.0/26", 100);
        assertThat(accepts(toTor(), inBlock)).isFalse();
        assertThat(accepts(toTor(), hidden)).isFalse();
        resources.put(
                "BGPFilter",
                "f",
                "exportV4: [{action: Accept, cidr: 192.168.18.65/32, matchOperator: Equal},"
                        + " {action: Accept, cidr: 172.16.1.0/26, matchOperator: Equal}]");
        assertThat(accepts(toTor(), inBlock)).isTrue();
        assertThat(accepts(toTor(), hidden)).isTrue();
        assertThat(accepts(toTor(), workload("192.168.18.66/32", 1024))).isFalse();
        assertThat(accepts(toTor(), heard("172.16.2.0/26", 100))).isFalse();
        assertThat(accepts(toMesh(), inBlock)).isFalse();
        assertThat(accepts(toMesh(), hidden)).isFalse();
    }

    @Test
    void theMeshIsNotFiltered() {
        cluster("").put("BGPFilter", "f", "importV4: [{action: Reject}], exportV4: [{action: Reject}]");
        assertThat(policy("Global_10_0_0_254").importPolicy().evaluate(heard("10.0.0.0/8", 100)))
                .isEqualTo(new Verdict(RouteAction.REJECT, "BGPFilter f, importV4[0]"));
        assertThat(policy("Mesh_10_0_0_2").importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
        assertThat(accepts(toTor(), own(BLOCK))).isFalse();
        assertThat(accepts(toMesh(), own(BLOCK))).isTrue();
    }
}
