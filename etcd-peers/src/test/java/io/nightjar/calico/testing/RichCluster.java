package io.nightjar.calico.testing;

/** A cluster in which everything is said that can be said, for node {@code own}. */
public final class RichCluster {

    private RichCluster() {}

    public static Resources resources() {
        return new Resources()
                .put(
                        "BGPConfiguration",
                        "default",
                        "listenPort: 1179, bindMode: NodeIP, ignoredInterfaces: ['docker0', 'virbr*'],"
                                + " nodeMeshPassword: {secretKeyRef: {name: mesh, key: key}}, nodeMeshMaxRestartTime: 90s,"
                                + " serviceClusterIPs: [{cidr: 10.96.0.0/12}, {cidr: 'fd02::/112'}],"
                                + " prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: ['64512:100', '64512:300:1']}]")
                .yaml("{kind: Node, metadata: {name: own, labels: {rack: r1}}, spec: {bgp: {ipv4Address: 10.0.0.1/24,"
                        + " ipv6Address: 'fd00::1/64'}, wireguard: {interfaceIPv4Address: 192.168.0.8}}}")
                .yaml("{kind: Node, metadata: {name: b}, spec: {bgp: {ipv4Address: 10.0.0.2/24,"
                        + " ipv6Address: 'fd00::2/64'}, wireguard: {interfaceIPv4Address: 192.168.0.9}}}")
                .put("IPPool", "plain", "cidr: 192.168.0.0/16")
                .put("IPPool", "hidden", "cidr: 172.20.0.0/16, disableBGPExport: true")
                .put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: Always")
                .put("IPPool", "six", "cidr: 'fd01::/64', vxlanMode: Always")
                .block("own", "192.168.18.64/26", "confirmed")
                .put(
                        "BGPPeer",
                        "tor",
                        "peerIP: '10.0.0.254:500', asNumber: 65001, localASNumber: 65002, filters: [f], sourceAddress: None,"
                                + " maxRestartTime: 30s, keepaliveTime: 9s, numAllowedLocalASNumbers: 2, ttlSecurity: 1,"
                                + " nextHopMode: Keep, reachableBy: 10.0.0.253")
                .put("BGPPeer", "six", "peerIP: 'fd00::fe', asNumber: 65001, nextHopMode: Self, filters: [f]")
                .put("BGPFilter", "f", "exportV4: [" + RULES + "], importV4: [" + RULES + "], importV6: [" + SIX + "]");
    }

    private static final String RULES =
            "{action: Reject, cidr: 10.0.0.0/8, matchOperator: NotIn, prefixLength: {min: 16}},"
                    + " {action: Reject, cidr: 10.1.0.0/16, matchOperator: Equal}, {action: Reject, interface: 'eth*'},"
                    + " {action: Reject, communities: {values: ['1:2']}, source: RemotePeers},"
                    + " {action: Reject, communities: {values: ['1:2:3']}}, {action: Reject, asPathPrefix: [65001, 65002]},"
                    + " {action: Accept, priority: 512, operations: [{addCommunity: {value: '7:7'}},"
                    + " {addCommunity: {value: '7:7:7'}}, {prependASPath: {prefix: [65005, 65006]}}, {setPriority: {value: 9}}]},"
                    + " {action: Accept, peerType: iBGP}";

    private static final String SIX = "{action: Reject, cidr: 'fd00::/8', matchOperator: In}";
}
