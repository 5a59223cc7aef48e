package io.nightjar.calico.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.model.BgpFilter;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.PeerOptions;
import io.nightjar.calico.model.PrefixAdvertisement;
import io.nightjar.calico.plan.ExportPlan;
import io.nightjar.calico.plan.FamilyPlan;
import io.nightjar.calico.plan.KernelPlan;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.PlannedPeer;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan as JSON: one object for each address family, with what Calico's configuration for BIRD means. */
public final class PlanJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final NodePlan plan;

    private final boolean passwords;

    private PlanJson(NodePlan plan, boolean passwords) {
        this.plan = plan;
        this.passwords = passwords;
    }

    /** The document; {@code passwords} says whether it contains them. */
    public static ObjectNode of(NodePlan plan, boolean passwords) {
        PlanJson json = new PlanJson(plan, passwords);
        ObjectNode document = NODES.objectNode();
        document.set("v4", json.family(plan.families().get(0)));
        document.set("v6", json.family(plan.families().get(1)));
        return document;
    }

    /** The document as text, without a line end. */
    public static String text(NodePlan plan, boolean passwords) {
        try {
            return MAPPER.writeValueAsString(of(plan, passwords));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values can be written", e);
        }
    }

    private ObjectNode family(FamilyPlan family) {
        ObjectNode node = NODES.objectNode();
        boolean bgp = family.address() != null;
        node.put("routerId", text(plan.identifier()));
        node.put("localAs", bgp ? plan.asNumber().value() : null);
        node.put("bgpSectionPresent", bgp);
        node.put("listen", BirdWords.listen(family.listening()));
        node.put("directInterfaces", BirdWords.directInterfaces(plan));
        ArrayNode peers = node.putArray("peers");
        family.peers().forEach(peer -> peers.add(peer(peer)));
        ArrayNode routes = node.putArray("staticRoutes");
        family.routes().forEach(route -> routes.add(route(route)));
        exports(node, family.exports());
        kernel(node, family.kernel());
        node.put("normalRoutePriority", family.exports().normalMetric());
        return node;
    }

    private ObjectNode peer(PlannedPeer peer) {
        ObjectNode node = NODES.objectNode();
        PeerOptions options = peer.options();
        boolean otherAs = !peer.local().asNumber().equals(plan.asNumber());
        int port = peer.remote().port();
        node.put("name", peer.id().name());
        node.put("neighbor", peer.remote().address().toString());
        node.put("port", port == 0 ? null : (Integer) port);
        node.put("peerAs", peer.remote().asNumber().value());
        node.put("localAsOverride", otherAs ? (Long) peer.local().asNumber().value() : null);
        node.put("sourceAddress", text(peer.local().address()));
        node.put("passive", peer.passive());
        node.put("ttlSecurity", options.transport().ttlSecurity());
        node.put("multihop", options.transport().hops());
        node.put("gracefulRestartTime", options.times().restartSeconds());
        node.put("keepaliveTime", options.times().keepaliveSeconds());
        node.put("rrClient", peer.local().clientClusterId() != null);
        node.put("rrClusterId", text(peer.local().clientClusterId()));
        node.put("password", password(peer.password().value()));
        node.put("nextHop", nextHop(peer));
        node.put("allowLocalAs", options.allowedLocalAs() == 0 ? null : (Integer) options.allowedLocalAs());
        names(node.putArray("importFilters"), peer.filters().imports());
        names(node.putArray("exportFilters"), peer.filters().exports());
        node.put("internal", peer.type() == PeerType.INTERNAL);
        return node;
    }

    private @Nullable String password(@Nullable TcpPassword password) {
        return password == null ? null : passwords ? password.text() : password.toString();
    }

    private @Nullable String nextHop(PlannedPeer peer) {
        NextHopMode mode = peer.nextHop(BirdWords.nextHop(plan));
        return mode == NextHopMode.AUTO ? null : BirdWords.word(mode);
    }

    private static void names(ArrayNode names, List<BgpFilter> filters) {
        filters.forEach(filter -> names.add(BirdWords.filterName(filter.name())));
    }

    private static ObjectNode route(OriginatedRoute route) {
        ObjectNode node = NODES.objectNode();
        node.put("dest", route.prefix().toString());
        node.put("type", route.gateway() == null ? "blackhole" : "via");
        node.put("via", text(route.gateway()));
        return node;
    }

    private static void exports(ObjectNode node, ExportPlan plan) {
        ArrayNode blocks = node.putArray("aggrBlocks");
        for (BlockAffinity affinity : plan.blocks()) {
            boolean confirmed = affinity.state() == BlockAffinity.State.CONFIRMED;
            blocks.addObject()
                    .put("cidr", affinity.block().toString())
                    .put("state", confirmed ? "confirmed" : "implicit");
        }
        ArrayNode communities = node.putArray("communities");
        for (PrefixAdvertisement entry : plan.communities()) {
            ArrayNode values =
                    communities.addObject().put("cidr", entry.cidr().toString()).putArray("communities");
            entry.communities().forEach(community -> values.add(community.text()));
        }
        plan.hiddenPools().stream()
                .map(IpPool::cidr)
                .map(Prefix::toString)
                .forEach(node.putArray("exportRejectPools")::add);
        plan.pools().stream().map(IpPool::cidr).map(Prefix::toString).forEach(node.putArray("exportAcceptPools")::add);
        plan.services().stream().map(Prefix::toString).forEach(node.putArray("exportAcceptServiceCidrs")::add);
        plan.tunnels().forEach(node.putArray("ibgpRejectOutInterfaces")::add);
    }

    private static void kernel(ObjectNode node, KernelPlan plan) {
        plan.rejectedRanges().stream().map(Prefix::toString).forEach(node.putArray("kernelRejectCidrs")::add);
        ArrayNode pools = node.putArray("kernelPools");
        for (KernelPlan.PoolRule rule : plan.pools()) {
            boolean tunnel = rule.programmed() && rule.pool().encapsulation().ipip();
            ObjectNode pool = pools.addObject()
                    .put("cidr", rule.pool().cidr().toString())
                    .put("action", rule.programmed() ? "accept" : "reject")
                    .put("tunnel", tunnel ? rule.pool().tunnelDevice() : null);
            if (tunnel && !rule.direct().isEmpty()) {
                pool.put("direct", rule.direct().get(0).toString());
            }
        }
        plan.rejectedNextHops().stream().map(Object::toString).forEach(node.putArray("kernelRejectNextHops")::add);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
