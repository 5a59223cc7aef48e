package io.nightjar.calico.plan;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.CustomFilter;
import io.nightjar.calico.model.Layout;
import io.nightjar.calico.model.NodeSettings;
import io.nightjar.calico.model.Unusable;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes this node's configuration of the cluster's state. Pure, and the same for the same input.
 *
 * <p>Of Calico 2.6 it keeps all but one thing: there, both ends of a mesh session dialled. Here the node with the greater
 * address text dials and the other waits, as in Calico since 3.4. Against a BIRD that dials as well this is safe, because
 * we accept; and among ourselves no two connections collide.
 */
public final class SpeakerPlanner {

    /** What decides about AS number and mesh: to take their defaults would be worse than to start late. */
    private static final Set<String> ESSENTIAL =
            Set.of(CalicoKeys.DEFAULT_BGP_CONFIGURATION, CalicoKeys.GLOBAL_AS_NUMBER, CalicoKeys.GLOBAL_NODE_MESH);

    private final PlanSettings settings;

    public SpeakerPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Which node it is. */
    public String nodeName() {
        return settings.nodeName();
    }

    /** The plan for this node, as long as its files say nothing. */
    public Plan plan(ClusterState state) {
        return plan(state, LocalInputs.NONE);
    }

    /**
     * The first plan for this node. One that has a plan already goes on with {@link #plan}: what was never there, or was deleted, has let
     * the defaults be in force.
     */
    public Plan begin(ClusterState state, LocalInputs inputs) {
        for (Unusable unusable : state.rejected().unusables()) {
            if (ESSENTIAL.contains(unusable.key()) && !unusable.lastGoodInForce()) {
                return waiting(state, unusable.key() + " cannot be used: " + unusable.reason(), null);
            }
        }
        return plan(state, inputs);
    }

    /** The plan for this node. */
    public Plan plan(ClusterState state, LocalInputs inputs) {
        CalicoNode own = settings.reflector()
                ? ReflectorPlanner.self(settings)
                : state.nodes().get(settings.nodeName());
        if (own == null || !own.ipv4().declared()) {
            String key = state.layout() == Layout.V3
                    ? "/calico/resources/v3/projectcalico.org/nodes/" + settings.nodeName()
                    : "/calico/bgp/v1/host/" + settings.nodeName() + "/ip_addr_v4";
            return waiting(state, key + " is not usable yet", null);
        }
        PlanContext context = new PlanContext(state, own, settings, inputs, new NodeIndex(state));
        NodePlan node = settings.reflector() ? ReflectorPlanner.plan(context) : node(context);
        BgpIdentifier identifier = node.identifier();
        return identifier == null
                ? waiting(state, "it has no IPv4 address and CALICO_ROUTER_ID is not set", node)
                : ready(context, node, identifier);
    }

    private Plan waiting(ClusterState state, String reason, @Nullable NodePlan node) {
        return new Plan.Waiting(
                "waiting for node " + settings.nodeName() + ": " + reason,
                state.rejected().unusables(),
                node);
    }

    private NodePlan node(PlanContext context) {
        ClusterState.Globals globals = context.state().globals();
        List<PeerEntry> entries = EffectivePeers.of(context);
        NodeSettings own = context.own().settings();
        return new NodePlan(
                context.state().layout(),
                settings.identifier().of(context.own()),
                context.ownAsNumber(),
                own.logSeverity() != null
                        ? own.logSeverity()
                        : Objects.requireNonNullElse(globals.settings().node().logSeverity(), "info"),
                globals.settings().ignoredInterfaces(),
                PlanContext.FAMILIES.stream()
                        .map(afi -> FamilyPlanner.plan(context, afi, entries))
                        .toList());
    }

    private Plan ready(PlanContext context, NodePlan node, BgpIdentifier identifier) {
        List<PlanNote> notes = new ArrayList<>();
        List<SpeakerPeer> peers = new PeerPlanner(node, identifier, settings, notes).peers();
        if (settings.reflector()) {
            noteLoneliness(peers, notes);
        } else {
            note(context, notes);
        }
        SpeakerConfig config = new SpeakerConfig(
                new SpeakerConfig.Local(node.asNumber(), identifier, ListenerPlanner.listeners(node, peers)),
                peers,
                List.of(),
                originated(node),
                settings.reflector() ? KernelConfig.OFF : KernelConfigPlanner.kernel(node));
        return new Plan.Ready(
                config,
                context.state().rejected().unusables(),
                notes.stream().distinct().sorted().toList(),
                node);
    }

    private void noteLoneliness(List<SpeakerPeer> peers, List<PlanNote> notes) {
        if (peers.isEmpty()) {
            for (PlanSettings.ExpectedAddress own : settings.expectedAddresses()) {
                notes.add(new PlanNote(
                        own.variable(),
                        "no node has " + own.address() + " as a configured peer: there are no sessions"));
            }
        }
    }

    private static List<OriginatedRoute> originated(NodePlan node) {
        Map<Prefix, OriginatedRoute> routes = new LinkedHashMap<>();
        node.families().forEach(family -> family.routes().forEach(route -> routes.putIfAbsent(route.prefix(), route)));
        return routes.values().stream()
                .sorted(Comparator.comparing(OriginatedRoute::prefix))
                .toList();
    }

    private void note(PlanContext context, List<PlanNote> notes) {
        ClusterState state = context.state();
        for (CustomFilter filter : state.rejected().customFilters()) {
            notes.add(new PlanNote(filter.key(), "filters in BIRD's language are not applied"));
        }
        notes.addAll(FelixPairing.notes(state, settings.nodeName()));
        state.rejected().remarks().forEach(remark -> notes.add(new PlanNote(remark.key(), remark.text())));
        for (PlanSettings.ExpectedAddress expected : settings.expectedAddresses()) {
            IpAddress actual = context.ownAddress(expected.address().afi());
            if (!expected.address().equals(actual)) {
                notes.add(new PlanNote(
                        expected.variable(),
                        expected.address() + " is not what the datastore says (" + (actual == null ? "none" : actual)
                                + "), which is what counts"));
            }
        }
        state.peers().stream().filter(peer -> context.isOwn(peer.nodes())).forEach(peer -> note(context, peer, notes));
    }

    private static void note(PlanContext context, BgpPeer peer, List<PlanNote> notes) {
        peer.options().ignored().forEach(reason -> notes.add(new PlanNote(peer.key(), reason)));
        if (peer.remote() instanceof BgpPeer.At at
                && context.ownAddress(at.address().afi()) == null) {
            notes.add(new PlanNote(
                    peer.key(),
                    "there is no session because this node has no "
                            + at.address().afi() + " address"));
        }
        for (String name : peer.options().extras().filters()) {
            if (!context.state().filters().containsKey(name)) {
                notes.add(new PlanNote(peer.key(), "there is no usable BGPFilter " + name));
            }
        }
    }
}
