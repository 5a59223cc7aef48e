package io.nightjar.rib.testing;

import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Peers with all the sessions that they may have one after the other. */
public final class RestartingPeers {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;
    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;
    private static final Set<AddressFamily> BOTH = Set.of(IPV4, IPV6);

    private RestartingPeers() {}

    /** The peer with and without forwarding kept, with fewer families, other path identifiers, and without most of it. */
    public static List<TestPeer> incarnations(TestPeer peer) {
        PeerFeatures ours = peer.offers()
                .ours()
                .withGracefulRestart(
                        new GracefulRestartSettings(peer.number() % 2 == 0 ? Mode.ON : Mode.HELPER, 120, 3600));
        TestPeer keeping = peer.withOffers(ours, offers(true, true));
        return List.of(
                keeping,
                keeping.withAddPath(BOTH, BOTH),
                keeping.withAddPath(Set.of(IPV4), Set.of(IPV6)),
                peer.withFamilies(IPV4).withOffers(ours, offers(true, true)),
                peer.withOffers(ours, offers(true, false)),
                peer.withOffers(ours, offers(false, true)),
                peer.withOffers(ours, new RouteRefreshCapability(), new EnhancedRouteRefreshCapability()),
                peer.withOffers(ours));
    }

    private static Capability[] offers(boolean preserved, boolean longLived) {
        List<Capability> offers = new ArrayList<>(List.of(
                new RouteRefreshCapability(),
                new EnhancedRouteRefreshCapability(),
                new GracefulRestartCapability(
                        preserved,
                        true,
                        90,
                        BOTH.stream()
                                .map(family -> new GracefulRestartCapability.Family(family, preserved))
                                .toList())));
        if (longLived) {
            offers.add(new LongLivedGracefulRestartCapability(
                    List.of(new LongLivedGracefulRestartCapability.Family(IPV4, preserved, 7200))));
        }
        return offers.toArray(Capability[]::new);
    }
}
