package io.nightjar.calico.plan;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.CustomFilter;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes this node's configuration of the cluster's state. Pure, and the same for the same input.
 *
 * <p>Of Calico 2.6 it keeps all but one thing: there, both ends of a mesh session dialled. Here the node with the greater
 * address text dials and the other waits, as in Calico since 3.4. Against a BIRD that dials as well this is safe, because
 * we accept; and among ourselves no two connections collide.
 */
public final class SpeakerPlanner {

    private final PlanSettings settings;

    public SpeakerPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /** The plan for this node. */
    public Plan plan(ClusterState state) {
        CalicoNode own = state.nodes().get(settings.nodeName());
        if (own == null || !own.ipv4().declared()) {
            return waiting(state, "/calico/bgp/v1/host/" + settings.nodeName() + "/ip_addr_v4 is not usable yet");
        }
        BgpIdentifier identifier = settings.identifier().of(own);
        if (identifier == null) {
            return waiting(state, "it has no IPv4 address and CALICO_ROUTER_ID is not set");
        }
        return ready(new PlanContext(state, own, identifier));
    }

    private Plan waiting(ClusterState state, String reason) {
        return new Plan.Waiting(
                "waiting for node " + settings.nodeName() + ": " + reason,
                state.rejected().unusables());
    }

    private Plan ready(PlanContext context) {
        List<PlanNote> notes = new ArrayList<>();
        List<SpeakerPeer> peers = PeerPlanner.peers(context, notes);
        KernelConfig kernel = KernelPolicyPlanner.kernel(context);
        for (CustomFilter filter : context.state().rejected().customFilters()) {
            notes.add(new PlanNote(filter.key(), "filters in BIRD's language are not applied"));
        }
        for (PlanSettings.ExpectedAddress expected : settings.expectedAddresses()) {
            IpAddress actual = context.ownAddress(expected.address().afi());
            if (!expected.address().equals(actual)) {
                notes.add(new PlanNote(
                        expected.variable(),
                        expected.address() + " is not what the datastore says (" + (actual == null ? "none" : actual)
                                + "), which is what counts"));
            }
        }
        notes.sort(null);
        SpeakerConfig config = new SpeakerConfig(
                new SpeakerConfig.Local(context.ownAsNumber(), context.identifier(), ListenerPlanner.listeners(peers)),
                peers,
                List.of(),
                OriginationPlanner.routes(context),
                kernel);
        return new Plan.Ready(config, context.state().rejected().unusables(), notes);
    }
}
