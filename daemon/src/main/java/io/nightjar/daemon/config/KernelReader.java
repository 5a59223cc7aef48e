package io.nightjar.daemon.config;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the section {@code kernel}. */
final class KernelReader {

    private KernelReader() {}

    static KernelConfig read(Section section) {
        KernelConfig kernel = new KernelConfig(
                section.get(Schema.ENABLED),
                PolicyReader.read(section, Schema.KERNEL_EXPORT, RoutePolicy.ACCEPT_ALL),
                form(section),
                section.getInt(Schema.TABLE),
                section.get(Schema.LEARN),
                ignored(section));
        if (kernel.learn() && !kernel.enabled()) {
            section.problem(Schema.LEARN, "needs enabled: true");
        }
        return kernel.enabled() ? kernel : KernelConfig.OFF;
    }

    private static KernelRouteForm form(Section section) {
        return new KernelRouteForm(
                section.get(Schema.METRIC), section.getInt(Schema.MAX_PATHS), sources(section), tunnels(section));
    }

    private static List<IpAddress> sources(Section section) {
        Map<Afi, IpAddress> sources = new HashMap<>();
        for (Section.Located<IpAddress> source : section.list(Schema.SOURCE_ADDRESSES)) {
            IpAddress first = sources.putIfAbsent(source.value().afi(), source.value());
            if (first != null) {
                section.problem(Schema.SOURCE_ADDRESSES, source.value() + " is of the same address family as " + first);
            }
        }
        return sources.values().stream().sorted().toList();
    }

    private static List<InterfacePattern> ignored(Section section) {
        List<InterfacePattern> patterns = section.list(Schema.IGNORED_INTERFACES).stream()
                .map(Section.Located::value)
                .toList();
        patterns.stream()
                .filter(InterfacePattern::matchesEverything)
                .forEach(pattern -> section.problem(
                        Schema.IGNORED_INTERFACES, "'" + pattern + "' would leave no interface at all"));
        return patterns;
    }

    private static List<TunnelRule> tunnels(Section section) {
        List<TunnelRule> rules = new ArrayList<>();
        for (Section tunnel : section.sections(Schema.TUNNELS)) {
            List<Prefix> direct = tunnel.list(Schema.TUNNEL_DIRECT).stream()
                    .map(Section.Located::value)
                    .toList();
            rules.add(new TunnelRule(
                    tunnel.require(Schema.TUNNEL_NETWORK),
                    tunnel.require(Schema.TUNNEL_DEVICE),
                    direct,
                    section.problems().file() + ":" + tunnel.line()));
        }
        return rules;
    }
}
