package io.nightjar.calico.plan;

import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import io.nightjar.calico.model.CalicoKeys;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether Felix and we have been told things that fit together: the routes to other nodes' blocks are programmed by exactly one of
 * the two, for pools with IPIP and for pools without encapsulation each. VXLAN is always Felix'.
 */
public final class FelixPairing {

    private FelixPairing() {}

    /** What does not fit on a node, as far as there are pools that it matters to. */
    public static List<PlanNote> notes(ClusterState state, String node) {
        List<PlanNote> notes = new ArrayList<>();
        if (state.layout() == Layout.V3) {
            ClusterRoutes ours = state.globals().settings().clusterRoutes();
            ClusterRoutes theirs = state.felix().on(node);
            String halves = "BGPConfiguration's programClusterRoutes is " + ours.word() + ", Felix' is " + theirs.word()
                    + " (" + state.felix().reason(node) + ")";
            boolean ipip = has(state, pool -> pool.encapsulation().ipip());
            boolean plain = has(state, pool -> pool.encapsulation() == IpPool.Encapsulation.NONE);
            add(notes, ipip && ours.ipip() == theirs.ipip(), ours.ipip(), "pools with IPIP", halves);
            add(notes, plain && ours.plain() == theirs.plain(), ours.plain(), "pools without encapsulation", halves);
        }
        return notes;
    }

    private static boolean has(ClusterState state, Predicate<IpPool> kind) {
        return state.pools().stream().anyMatch(kind);
    }

    private static void add(List<PlanNote> notes, boolean wrong, boolean twice, String pools, String halves) {
        if (wrong) {
            String who = twice ? "by both Felix and this speaker" : "by neither Felix nor this speaker";
            notes.add(new PlanNote(
                    CalicoKeys.DEFAULT_BGP_CONFIGURATION,
                    "routes of " + pools + " are programmed " + who + ": " + halves));
        }
    }
}
