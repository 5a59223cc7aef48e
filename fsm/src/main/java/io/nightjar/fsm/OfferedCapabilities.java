package io.nightjar.fsm;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What our OPEN says that we can do (RFC 5492). */
final class OfferedCapabilities {

    private OfferedCapabilities() {}

    static Capabilities of(PeerConfig config, RestartState restart) {
        PeerFeatures features = config.features();
        SortedSet<AddressFamily> families = new TreeSet<>(config.families());
        List<Capability> offered = new ArrayList<>();
        families.forEach(family -> offered.add(new MultiprotocolCapability(family)));
        offered.add(new RouteRefreshCapability());
        offered.add(new EnhancedRouteRefreshCapability());
        if (features.extendedNextHop() && families.contains(AddressFamily.IPV4_UNICAST)) {
            offered.add(new ExtendedNextHopCapability(
                    List.of(new ExtendedNextHopCapability.Entry(AddressFamily.IPV4_UNICAST, Afi.IPV6))));
        }
        if (features.extendedMessages()) {
            offered.add(new ExtendedMessageCapability());
        }
        if (features.role() != null && config.type() == PeerType.EXTERNAL) {
            offered.add(RoleCapability.of(features.role().role()));
        }
        gracefulRestart(features.gracefulRestart(), restart, families, offered);
        offered.add(new FourOctetAsCapability(config.local().asNumber()));
        addPath(features, families, offered);
        return new Capabilities(offered);
    }

    /** RFC 4724 §3: a speaker that only helps names no families. RFC 9494 §4.2: the one never without the other. */
    private static void gracefulRestart(
            GracefulRestartSettings settings,
            RestartState restart,
            SortedSet<AddressFamily> families,
            List<Capability> offered) {
        if (!settings.offered()) {
            return;
        }
        boolean on = settings.mode() == GracefulRestartSettings.Mode.ON;
        List<GracefulRestartCapability.Family> kept = on
                ? families.stream()
                        .map(family ->
                                new GracefulRestartCapability.Family(family, restart.forwardingPreserved(family)))
                        .toList()
                : List.of();
        offered.add(new GracefulRestartCapability(on && restart.restarting(), true, settings.restartSeconds(), kept));
        if (settings.longLivedSeconds() > 0) {
            offered.add(new LongLivedGracefulRestartCapability(List.of()));
        }
    }

    private static void addPath(PeerFeatures features, SortedSet<AddressFamily> families, List<Capability> offered) {
        SortedSet<AddressFamily> receive = new TreeSet<>(features.addPathReceive());
        SortedSet<AddressFamily> send = new TreeSet<>(features.addPathSend());
        receive.retainAll(families);
        send.retainAll(families);
        if (!receive.isEmpty() || !send.isEmpty()) {
            offered.add(AddPathCapability.of(receive, send));
        }
    }
}
