package io.nightjar.daemon.speaker;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.daemon.control.OfferReport;
import io.nightjar.daemon.control.OfferReport.AddPath;
import io.nightjar.daemon.control.OfferReport.GracefulRestart;
import io.nightjar.daemon.control.OfferReport.LongLived;
import io.nightjar.daemon.control.OfferReport.NextHop;
import io.nightjar.daemon.control.OfferReport.RestartFamily;
import io.nightjar.daemon.control.OfferReport.Unknown;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Capabilities as they are reported. */
final class OfferReports {

    private OfferReports() {}

    static OfferReport of(Capabilities capabilities) {
        return new OfferReport(
                texts(capabilities.families()),
                capabilities.fourOctetAs().map(AsNumber::value).orElse(null),
                capabilities.contains(RouteRefreshCapability.CODE),
                capabilities.contains(EnhancedRouteRefreshCapability.CODE),
                capabilities
                        .find(AddPathCapability.class)
                        .map(offer -> addPath(offer.send(), offer.receive()))
                        .orElse(List.of()),
                capabilities.contains(ExtendedMessageCapability.CODE),
                capabilities
                        .find(ExtendedNextHopCapability.class)
                        .map(OfferReports::nextHops)
                        .orElse(List.of()),
                capabilities
                        .find(GracefulRestartCapability.class)
                        .map(OfferReports::restart)
                        .orElse(null),
                capabilities
                        .find(LongLivedGracefulRestartCapability.class)
                        .map(OfferReports::longLived)
                        .orElse(null),
                capabilities.find(RoleCapability.class).map(OfferReports::role).orElse(null),
                unknown(capabilities));
    }

    /** Families in both directions, as one list. */
    static List<AddPath> addPath(Set<AddressFamily> send, Set<AddressFamily> receive) {
        Set<AddressFamily> families = new TreeSet<>(send);
        families.addAll(receive);
        return families.stream()
                .map(family -> new AddPath(family.toString(), send.contains(family), receive.contains(family)))
                .toList();
    }

    static List<String> texts(Collection<AddressFamily> families) {
        return families.stream().sorted().map(AddressFamily::toString).toList();
    }

    /** In the words of RFC 9234. */
    static String role(BgpRole role) {
        return switch (role) {
            case PROVIDER -> "provider";
            case ROUTE_SERVER -> "rs-server";
            case ROUTE_SERVER_CLIENT -> "rs-client";
            case CUSTOMER -> "customer";
            case PEER -> "peer";
        };
    }

    private static String role(RoleCapability offer) {
        return BgpRole.ofCode(offer.value()).map(OfferReports::role).orElse("role-" + offer.value());
    }

    private static List<NextHop> nextHops(ExtendedNextHopCapability offer) {
        return offer.entries().stream()
                .map(entry ->
                        new NextHop(entry.family().toString(), entry.nextHop().toString()))
                .toList();
    }

    private static GracefulRestart restart(GracefulRestartCapability offer) {
        List<RestartFamily> families = offer.families().stream()
                .map(entry -> new RestartFamily(entry.family().toString(), entry.forwardingPreserved()))
                .toList();
        return new GracefulRestart(offer.restarted(), offer.notification(), offer.restartSeconds(), families);
    }

    private static List<LongLived> longLived(LongLivedGracefulRestartCapability offer) {
        return offer.families().stream()
                .map(entry ->
                        new LongLived(entry.family().toString(), entry.forwardingPreserved(), entry.staleSeconds()))
                .toList();
    }

    private static List<Unknown> unknown(Capabilities capabilities) {
        return capabilities.list().stream()
                .filter(UnknownCapability.class::isInstance)
                .map(UnknownCapability.class::cast)
                .map(capability ->
                        new Unknown(capability.code(), capability.value().toHex()))
                .toList();
    }
}
