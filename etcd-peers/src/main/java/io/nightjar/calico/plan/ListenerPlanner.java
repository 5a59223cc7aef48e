package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;
import java.util.Objects;

/** Where connections are accepted: on all addresses of each family that has peers, or on the node's own. */
final class ListenerPlanner {

    private ListenerPlanner() {}

    static List<ListenEndpoint> listeners(NodePlan plan, List<SpeakerPeer> peers) {
        return plan.families().stream()
                .filter(family -> peers.stream()
                        .anyMatch(
                                peer -> peer.session().remote().address().afi().equals(family.afi())))
                .map(ListenerPlanner::listener)
                .toList();
    }

    private static ListenEndpoint listener(FamilyPlan family) {
        FamilyPlan.Listening listening = family.listening();
        return new ListenEndpoint(
                Objects.requireNonNullElse(listening.address(), unspecified(family.afi())),
                listening.port() == 0 ? ListenEndpoint.BGP_PORT : listening.port());
    }

    private static IpAddress unspecified(Afi afi) {
        return afi.equals(Afi.IPV4) ? Ipv4Address.UNSPECIFIED : Ipv6Address.UNSPECIFIED;
    }
}
