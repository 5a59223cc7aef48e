package io.nightjar.calico.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.RichCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceRulesTest {

    private static String faults(String kind, String name, String spec) throws ResourceException {
        ResourceItem item = new ResourceDocuments()
                .add("test", "{kind: " + kind + ", metadata: {name: " + name + "}, spec: {" + spec + "}}")
                .items()
                .get(0);
        return String.join(
                "; ",
                ResourceRules.faults(item.key(), item.value()).stream()
                        .map(Fault::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Node|a|bgp: {}|spec.bgp: is empty",
                "Node|A|bgp: {ipv4Address: 10.0.0.1}|metadata.name: is no name of lower-case letters, digits, dots and dashes: A",
                "Node|a|bgp: {ipv4Address: 10.0.0.300}|spec.bgp.ipv4Address: not an IP address: '10.0.0.300'",
                "Node|a|bgp: {asNumber: 0.0.1}|spec.bgp.asNumber: not an AS number: '0.0.1'",
                "Node|a|bgp: {ipv4: 10.0.0.1}|spec.bgp.ipv4: is unknown",
                "Node|a|bgp: {routeReflectorClusterID: x}|spec.bgp.routeReflectorClusterID: is 'x'",
                "Node|a|gbp: {}|spec.gbp: is unknown",
                "Node|a|wireguard: {interfaceIPv4Address: x}|spec.wireguard.interfaceIPv4Address: is not used: not an IP address: 'x'",
                "BGPPeer|a|peerIP: 10.0.0.1, peerIp: 10.0.0.2|spec.peerIp: is unknown",
                "BGPPeer|a|peerIP: 10.0.0.1, node: b, nodeSelector: all()|spec.nodeSelector: excludes 'node'",
                "BGPPeer|a|peerIP: 10.0.0.1, peerSelector: all()|spec.peerSelector: excludes 'peerIP'",
                "BGPPeer|a|peerSelector: all(), asNumber: 1|spec.asNumber: excludes 'peerSelector'",
                "BGPPeer|a|peerIP: 10.0.0.1, keepOriginalNextHop: true, nextHopMode: Self|spec.nextHopMode: excludes 'keepOriginalNextHop'",
                "BGPPeer|a|peerSelector: all(), reachableBy: 10.0.0.1|spec.reachableBy: needs 'peerIP'",
                "BGPPeer|a|peerIP: 10.0.0.1, ttlSecurity: 256|spec.ttlSecurity: is not used: 'ttlSecurity' is not a number from 0 to 255",
                "BGPPeer|a|peerIP: 10.0.0.1, reversePeering: Never|spec.reversePeering: is none of Auto, Manual: Never",
                "BGPConfiguration|other|asNumber: 1|metadata.name: is neither 'default' nor 'node.' with a node's name: it means nothing",
                "BGPConfiguration|default|logSeverityScreen: Loud|spec.logSeverityScreen: is no severity: Loud",
                "BGPConfiguration|default|nodeToNodeMeshEnabled: false, nodeMeshMaxRestartTime: 1s|spec.nodeMeshMaxRestartTime: is not allowed without the mesh",
                "BGPConfiguration|default|communities: [{name: a, value: '1:2'}]|spec.communities: is of no use without 'prefixAdvertisements'",
                "BGPConfiguration|default|prefixAdvertisements: [{cidr: 10.0.0.0/8, communities: [x]}]|spec.prefixAdvertisements[0].communities: there is no community of that name: x",
                "BGPConfiguration|default|prefixAdvertisements: [{cidr: x, communities: ['1:2']}]|spec.prefixAdvertisements[0]: is not used: not a prefix: 'x'",
                "BGPConfiguration|default|programClusterRoutes: Maybe|spec.programClusterRoutes: is not used: 'Maybe'",
                "BGPConfiguration|default|ignoredInterfaces: ['*']|spec.ignoredInterfaces: does not ignore all interfaces",
                "BGPConfiguration|default|serviceClusterIPs: [{cidr: x}]|spec.serviceClusterIPs[0]: is not used: not a prefix: 'x'",
                "BGPConfiguration|node.a|asNumber: 1|spec.asNumber: counts in 'default' only",
                "IPPool|a|cidr: 10.0.0.1/8|spec.cidr: has bits behind its length: 10.0.0.1/8 is in 10.0.0.0/8",
                "IPPool|a|cidr: 10.0.0.0|spec.cidr: a prefix without a length: '10.0.0.0'",
                "IPPool|a|cidr: 169.254.1.0/24|spec.cidr: overlaps with addresses that are good on one link only",
                "IPPool|a|cidr: 'fd00::/64', ipipMode: Always|spec.ipipMode: is for IPv4 only",
                "IPPool|a|cidr: 10.0.0.0/8, ipipMode: Always, vxlanMode: Always|spec.vxlanMode: excludes 'ipipMode'",
                "IPPool|a|cidr: 10.0.0.0/8, blockSize: 19|spec.blockSize: is not a number from 20 to 32",
                "IPPool|a|cidr: 10.0.0.0/28, blockSize: 26|spec.blockSize: is larger than the pool: 26",
                "IPPool|a|cidr: 10.0.0.0/8, allowedUses: [Play]|spec.allowedUses: has an unknown use: Play",
                "IPPool|a|cidr: 10.0.0.0/8, allowedUses: [LoadBalancer], disableBGPExport: true|spec.allowedUses: LoadBalancer excludes encapsulation and 'disableBGPExport'",
                "BGPFilter|a|importV4: [{action: Accept, cdir: x}]|spec.importV4[0].cdir: is unknown",
                "BGPFilter|a|importV5: []|spec.importV5: is unknown",
                "BGPFilter|a|importV4: [{action: Drop}]|spec.importV4[0]: 'action' is 'Drop'",
            })
    void nameTheFieldAndTheReason(String kind, String name, String spec, String fault) throws ResourceException {
        assertThat(faults(kind, name, spec)).isEqualTo(fault);
    }

    @Test
    void complainOfEverythingAtOnce() throws ResourceException {
        assertThat(faults("BGPPeer", "a", "asNumber: x"))
                .isEqualTo("spec.peerIP: is missing, and so are 'peerSelector' and 'localWorkloadSelector'; "
                        + "spec.asNumber: not an AS number: 'x'");
        assertThat(faults("BGPPeer", "a", "localWorkloadSelector: all(), sourceAddress: x"))
                .startsWith("spec.sourceAddress: is none of None, UseNodeIP: x; spec.asNumber: is missing");
    }

    @Test
    void haveNothingAgainstAClusterInWhichEverythingIsSaid() {
        RichCluster.resources()
                .view()
                .entries()
                .forEach((key, entry) -> assertThat(ResourceRules.faults(key, entry.value()))
                        .as(key)
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"spec\":7}", "{\"metadata\":{\"namespace\":\"n\",\"name\":\"a\"}}"})
    void anyTextIsAFaultOfAPeerAndNoneOfThemEndsInAnException(String value) {
        assertThat(ResourceRules.faults(ResourceKind.BASE + "bgppeers/a", value))
                .isNotEmpty();
        assertThat(ResourceRules.faults(ResourceKind.BASE + "ippools/a", value)).isNotEmpty();
        assertThat(ResourceRules.faults("/calico/v1/Ready", value)).isEmpty();
    }

    @Test
    void anotherVersionIsAFault() throws ResourceException {
        ResourceItem item = new ResourceDocuments()
                .add("test", "{apiVersion: v1, kind: bgpPeer, metadata: {name: a}, spec: {peerIP: 10.0.0.1}}")
                .items()
                .get(0);
        assertThat(ResourceRules.faults(item.key(), item.value()))
                .containsExactly(new Fault("apiVersion", "is not projectcalico.org/v3: v1"));
    }
}
