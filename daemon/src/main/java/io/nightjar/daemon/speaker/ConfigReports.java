package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.daemon.control.ConfigReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration as it is reported: of passwords only that there are some. */
final class ConfigReports {

    private final PolicyReports policies = new PolicyReports();

    private ConfigReports() {}

    /**
     * The report.
     *
     * @param configured whether {@code config} is in force
     */
    static ConfigReport of(SpeakerConfig config, boolean configured, StatusReport.Source source) {
        return new ConfigReports().report(config, configured, source);
    }

    private ConfigReport report(SpeakerConfig config, boolean configured, StatusReport.Source source) {
        List<ConfigReport.Peer> peers = config.peers().stream().map(this::peer).toList();
        List<ConfigReport.Range> ranges =
                config.ranges().stream().map(this::range).toList();
        ConfigReport.Kernel kernel = kernel(config.kernel());
        return new ConfigReport(
                source,
                configured ? local(config.local()) : null,
                peers,
                ranges,
                policies.all(),
                config.originated().stream()
                        .map(route -> new ConfigReport.Originated(
                                route.prefix().toString(), text(route.gateway()), route.origin()))
                        .toList(),
                kernel);
    }

    private static ConfigReport.Local local(SpeakerConfig.Local local) {
        return new ConfigReport.Local(
                local.asNumber().value(),
                local.identifier().toString(),
                local.listeners().stream().map(ConfigReports::text).toList());
    }

    private static String text(ListenEndpoint listen) {
        String address = listen.address().toString();
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + listen.port();
    }

    private ConfigReport.Peer peer(SpeakerPeer peer) {
        PeerConfig config = peer.session();
        Shared shared = new Shared(
                config.families(), config.local().asNumber(), config.timers(), config.features(), config.transport());
        return new ConfigReport.Peer(
                config.id().name(),
                config.remote().address().toString(),
                config.remote().asNumber().value(),
                shared.session(
                        config.passive(),
                        config.remote().port(),
                        text(config.local().address())),
                routes(peer.policy()));
    }

    private ConfigReport.Range range(NeighborRange range) {
        Shared shared =
                new Shared(range.families(), range.localAs(), range.timers(), range.features(), range.transport());
        return new ConfigReport.Range(
                range.network().toString(),
                range.asNumber().value(),
                shared.session(true, null, null),
                routes(range.policy()));
    }

    /** What a peer and a range have in common. */
    private record Shared(
            Collection<AddressFamily> families,
            AsNumber localAs,
            PeerTimers timers,
            PeerFeatures features,
            PeerTransport transport) {

        ConfigReport.Session session(boolean passive, @Nullable Integer port, @Nullable String localAddress) {
            return new ConfigReport.Session(
                    families.stream().sorted().map(AddressFamily::toString).toList(),
                    passive,
                    port,
                    localAddress,
                    localAs.value(),
                    timers.holdSeconds(),
                    transport.password() != null,
                    transport.hops(),
                    transport.ttlSecurity(),
                    PolicyReports.lower(features.gracefulRestart().mode()));
        }
    }

    private ConfigReport.Routes routes(PeerPolicy policy) {
        return new ConfigReport.Routes(
                policies.name(policy.importPolicy()),
                policies.name(policy.exportPolicy()),
                PolicyReports.lower(policy.nextHop()),
                text(policy.clientClusterId()),
                policy.prefixLimits().entrySet().stream()
                        .map(limit -> limit.getKey() + " " + limit.getValue().maximum() + " "
                                + PolicyReports.lower(limit.getValue().action()))
                        .sorted()
                        .toList());
    }

    private ConfigReport.Kernel kernel(KernelConfig kernel) {
        return new ConfigReport.Kernel(
                kernel.enabled(),
                kernel.table(),
                kernel.learn(),
                policies.name(kernel.exportPolicy()),
                kernel.ignoredInterfaces().stream()
                        .map(InterfacePattern::toString)
                        .toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
