package io.nightjar.calico.show;

import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.PlannedPeer;
import io.nightjar.calico.plan.PolicyPlanner;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as the configuration of BIRD 1.6 that would do the same, one for each address family. Where routes lead through a
 * tunnel, it takes Calico's own BIRD to read it.
 */
public final class BirdText {

    private final NodePlan plan;

    private final FamilyPlan family;

    private final boolean passwords;

    private final StringBuilder text = new StringBuilder();

    private final Map<RoutePolicy, String> filters = new LinkedHashMap<>();

    private BirdText(NodePlan plan, FamilyPlan family, boolean passwords) {
        this.plan = plan;
        this.family = family;
        this.passwords = passwords;
    }

    /** The configuration for one family; {@code passwords} says whether it contains them. */
    public static String of(NodePlan plan, FamilyPlan family, boolean passwords) {
        return new BirdText(plan, family, passwords).write();
    }

    private String write() {
        if (plan.identifier() != null) {
            line("router id " + plan.identifier() + ";");
        }
        String listen = BirdWords.listen(family.listening());
        if (listen != null) {
            line("listen bgp " + listen + ";");
        }
        kernel();
        line("protocol device { scan time 2; }");
        line("protocol direct { interface " + BirdWords.directInterfaces(plan) + "; }");
        routes();
        if (family.address() != null) {
            template();
            PolicyPlanner policies = new PolicyPlanner(family);
            family.peers().forEach(peer -> peer(peer, policies));
        }
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void kernel() {
        KernelPlan kernel = family.kernel();
        line("filter kernel_programming {");
        kernel.rejectedRanges().forEach(range -> line("  if (net ~ " + range + ") then reject;"));
        if (kernel.metricOfLocalPref()) {
            line("  if (source = RTS_BGP && defined(bgp_local_pref)) then krt_metric = " + LocalPrefMetric.SUM
                    + " - bgp_local_pref;");
        }
        kernel.rejectedNextHops()
                .forEach(hop -> line("  if (source = RTS_BGP && bgp_next_hop = " + hop + ") then reject;"));
        kernel.pools().forEach(this::pool);
        line("  accept;");
        line("}");
        line("protocol kernel {");
        line("  learn; persist; scan time 2; import all; export filter kernel_programming;");
        line("  graceful restart;" + (kernel.metricOfLocalPref() ? " merge paths on;" : ""));
        line("}");
    }

    private void pool(KernelPlan.PoolRule rule) {
        String inside = "  if (net ~ " + rule.pool().cidr() + ") then ";
        if (!rule.programmed()) {
            line(inside + "reject;");
        } else if (!rule.pool().encapsulation().ipip()) {
            line(inside + "accept;");
        } else {
            String tunnel = "krt_tunnel = \"" + rule.pool().tunnelDevice() + "\";";
            String choice = rule.direct().isEmpty()
                    ? tunnel
                    : "if (defined(bgp_next_hop) && bgp_next_hop ~ "
                            + rule.direct().get(0) + ") then krt_tunnel = \"\"; else " + tunnel;
            line(inside + "{ " + choice + " accept; }");
        }
    }

    private void routes() {
        if (family.routes().isEmpty()) {
            return;
        }
        line("protocol static {");
        for (OriginatedRoute route : family.routes()) {
            line("  route " + route.prefix()
                    + (route.gateway() == null ? " blackhole;" : " via " + route.gateway() + ";"));
        }
        line("}");
    }

    private void template() {
        line("template bgp bgp_template {");
        line("  local as " + plan.asNumber() + ";");
        line("  gateway recursive; add paths on; graceful restart;");
        line("  connect delay time 2; connect retry time 5; error wait time 5,30;");
        line("}");
    }

    private void peer(PlannedPeer peer, PolicyPlanner policies) {
        RoutePolicy imports = policies.imports(peer);
        String importing = imports.equals(RoutePolicy.ACCEPT_ALL) ? "all" : "filter " + filter(imports);
        String exporting = "filter " + filter(policies.exports(peer));
        int port = peer.remote().port();
        line("protocol bgp " + name(peer.id().name()) + " from bgp_template {");
        if (!peer.local().asNumber().equals(plan.asNumber())) {
            line("  local as " + peer.local().asNumber() + ";");
        }
        line("  neighbor " + peer.remote().address() + (port == 0 ? "" : " port " + port) + " as "
                + peer.remote().asNumber() + ";");
        line("  multihop " + peer.options().transport().hops() + ";");
        if (peer.options().transport().ttlSecurity()) {
            line("  ttl security on;");
        }
        if (peer.local().address() != null) {
            line("  source address " + peer.local().address() + ";");
        }
        line("  import " + importing + "; export " + exporting + ";");
        options(peer);
        line("}");
    }

    private void options(PlannedPeer peer) {
        if (peer.passive()) {
            line("  passive on;");
        }
        Integer restart = peer.options().times().restartSeconds();
        if (restart != null) {
            line("  graceful restart time " + restart + ";");
        }
        Integer keepalive = peer.options().times().keepaliveSeconds();
        if (keepalive != null) {
            line("  keepalive time " + keepalive + ";");
        }
        if (peer.local().clientClusterId() != null) {
            line("  rr client; rr cluster id " + peer.local().clientClusterId() + ";");
        }
        TcpPassword password = peer.password().value();
        if (password != null) {
            line("  password \"" + (passwords ? password.text() : password.toString()) + "\";");
        }
        NextHopMode mode = peer.nextHop(BirdWords.nextHop(plan));
        if (mode != NextHopMode.AUTO) {
            line("  next hop " + BirdWords.word(mode) + ";");
        }
        if (peer.options().allowedLocalAs() > 0) {
            line("  allow local as " + peer.options().allowedLocalAs() + ";");
        }
    }

    /** BIRD's names have no other characters. */
    private static String name(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** The name of a filter, which is written before its first use. */
    private String filter(RoutePolicy policy) {
        String known = filters.get(policy);
        if (known != null) {
            return known;
        }
        String name = "policy_" + (filters.size() + 1);
        filters.put(policy, name);
        line("filter " + name + " {");
        List<String> lines = BirdFilters.lines(policy);
        lines.forEach(line -> line("  " + line));
        line("}");
        return name;
    }
}
