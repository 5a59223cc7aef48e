package io.nightjar.calico.resources;

import java.util.Set;

/** What Calico demands of BGPPeers. */
final class PeerRules {

    private static final Set<String> FIELDS = Set.of(
            "node",
            "nodeSelector",
            "peerIP",
            "peerSelector",
            "localWorkloadSelector",
            "asNumber",
            "localASNumber",
            "keepOriginalNextHop",
            "nextHopMode",
            "password",
            "sourceAddress",
            "maxRestartTime",
            "keepaliveTime",
            "numAllowedLocalASNumbers",
            "ttlSecurity",
            "reachableBy",
            "filters",
            "reversePeering");

    private PeerRules() {}

    static void check(Checked peer) {
        peer.known("spec", peer.spec(), FIELDS);
        peer.atMostOne("node", "nodeSelector");
        peer.atMostOne("peerIP", "peerSelector", "localWorkloadSelector");
        peer.atMostOne("keepOriginalNextHop", "nextHopMode");
        peer.atMostOne("peerSelector", "asNumber");
        peer.word("sourceAddress", Set.of("UseNodeIP", "None"));
        peer.word("reversePeering", Set.of("Auto", "Manual"));
        if (peer.says("reachableBy") && !peer.says("peerIP")) {
            peer.spec("reachableBy", "needs 'peerIP'");
        }
        if (peer.says("localWorkloadSelector") && !peer.says("asNumber")) {
            peer.spec("asNumber", "is missing: 'localWorkloadSelector' needs it");
        }
        if (!peer.says("peerIP") && !peer.says("peerSelector") && !peer.says("localWorkloadSelector")) {
            peer.spec("peerIP", "is missing, and so are 'peerSelector' and 'localWorkloadSelector'");
        }
    }
}
