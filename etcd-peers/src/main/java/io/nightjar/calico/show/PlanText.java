package io.nightjar.calico.show;

import io.nightjar.bgp.net.Afi;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.PlannedPeer;
import io.nightjar.rib.config.OriginatedRoute;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan for people: one line for each thing. */
public final class PlanText {

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    public static String of(NodePlan plan) {
        PlanText text = new PlanText();
        text.line("identifier " + (plan.identifier() == null ? "none" : plan.identifier()) + ", AS " + plan.asNumber());
        plan.families().forEach(text::family);
        return text.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void family(FamilyPlan family) {
        line("");
        line((family.afi().equals(Afi.IPV4) ? "IPv4" : "IPv6") + ": "
                + (family.address() == null ? "no BGP" : family.address()));
        family.peers().forEach(peer -> line("  peer " + peer(peer)));
        family.routes().forEach(route -> line("  route " + route(route)));
        list(
                "announced blocks",
                family.exports().blocks().stream().map(block -> block.block().toString()));
        list("announced services", family.exports().services().stream().map(Object::toString));
        list(
                "announced pools",
                family.exports().pools().stream().map(pool -> pool.cidr().toString()));
        list(
                "hidden pools",
                family.exports().hiddenPools().stream().map(pool -> pool.cidr().toString()));
        list("not programmed", family.kernel().rejectedRanges().stream().map(Object::toString));
        list("not programmed to", family.kernel().rejectedNextHops().stream().map(Object::toString));
        family.kernel().pools().forEach(rule -> line("  pool " + rule.pool().cidr() + " " + pool(rule)));
    }

    private void list(String name, Stream<String> values) {
        List<String> all = values.toList();
        if (!all.isEmpty()) {
            line("  " + name + " " + String.join(", ", all));
        }
    }

    private static String peer(PlannedPeer peer) {
        int port = peer.remote().port();
        String filters = peer.filters().imports().isEmpty()
                        && peer.filters().exports().isEmpty()
                ? ""
                : " filters " + peer.options().extras().filters().stream().collect(Collectors.joining(","));
        return peer.id() + " AS " + peer.remote().asNumber() + (port == 0 ? "" : " port " + port)
                + (peer.passive() ? " waits" : " dials")
                + (peer.local().clientClusterId() == null
                        ? ""
                        : " client of " + peer.local().clientClusterId())
                + (peer.password().value() == null ? "" : " with password")
                + filters + "  # " + peer.key();
    }

    private static String route(OriginatedRoute route) {
        String way = route.gateway() == null ? "blackhole" : "via " + route.gateway();
        return route.prefix() + " " + way + "  # " + route.origin();
    }

    private static String pool(KernelPlan.PoolRule rule) {
        if (!rule.programmed()) {
            return "programmed by Felix";
        }
        String tunnel = rule.pool().tunnelDevice();
        return "programmed" + (tunnel.isEmpty() ? "" : " through " + tunnel)
                + (rule.direct().isEmpty() ? "" : " but not in " + rule.direct().get(0));
    }
}
