package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;

/** Where connections are accepted: on all addresses of each family that has peers. */
final class ListenerPlanner {

    private ListenerPlanner() {}

    static List<ListenEndpoint> listeners(List<SpeakerPeer> peers) {
        return PlanContext.FAMILIES.stream()
                .filter(afi -> peers.stream()
                        .anyMatch(
                                peer -> peer.session().remote().address().afi().equals(afi)))
                .map(afi -> new ListenEndpoint(unspecified(afi), ListenEndpoint.BGP_PORT))
                .toList();
    }

    private static IpAddress unspecified(Afi afi) {
        return afi.equals(Afi.IPV4) ? Ipv4Address.UNSPECIFIED : Ipv6Address.UNSPECIFIED;
    }
}
