package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.Unusable;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanNote;
import io.nightjar.calico.plan.PlannedPeer;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what follows from the owner: which session its routes should come over. */
final class IntentSteps {

    private final DatastoreFacts datastore;

    private final SpeakerConfig config;

    private final Afi afi;

    private final List<Step> steps = new ArrayList<>();

    private final List<PeerId> peers = new ArrayList<>();

    private IntentSteps(DatastoreFacts datastore, SpeakerConfig config, Afi afi) {
        this.datastore = datastore;
        this.config = config;
        this.afi = afi;
    }

    /**
     * What was planned.
     *
     * @param steps what there is to be said
     * @param peers over whom routes of the owner may come
     */
    record Intent(List<Step> steps, List<PeerId> peers) {}

    /** What follows for routes of a node. */
    static Intent of(DatastoreFacts datastore, SpeakerConfig config, Afi afi, String owner) {
        IntentSteps intent = new IntentSteps(datastore, config, afi);
        intent.about(owner);
        return new Intent(intent.steps, intent.peers);
    }

    private void about(String owner) {
        CalicoNode node = datastore.state().nodes().get(owner);
        if (node == null) {
            Unusable defect = defect(owner);
            steps.add(
                    defect == null
                            ? Step.of(Code.NODE_UNKNOWN, owner, "there is no node " + owner)
                            : unusable(owner, defect));
            return;
        }
        IpAddress address = node.address(afi).address();
        CalicoNode here = datastore.state().nodes().get(datastore.node());
        IpAddress own = here == null ? null : here.address(afi).address();
        Reference reference = Reference.of(datastore, node);
        if (address == null) {
            Unusable defect = defect(owner);
            String text = owner + " has no " + afi + " address";
            steps.add(
                    defect == null
                            ? Step.of(Code.NODE_WITHOUT_ADDRESS, owner, text, reference)
                            : unusable(owner, defect));
        } else if (here != null && own == null) {
            steps.add(Step.of(
                    Code.NO_OWN_ADDRESS,
                    datastore.node(),
                    "this node has no " + afi + " address, so it has no sessions"));
        } else if (address.equals(own)) {
            String text = owner + " says that it is at " + address + ", which is this node";
            steps.add(Step.of(Code.ADDRESS_OF_THIS_NODE, owner, text, reference));
        } else {
            session(node, address, reference);
        }
    }

    private Step unusable(String owner, Unusable defect) {
        return Step.of(
                Code.NODE_UNUSABLE,
                owner,
                "the object of " + owner + " cannot be used: " + defect.reason(),
                Reference.in(datastore.view(), defect.key()));
    }

    private @Nullable Unusable defect(String owner) {
        return datastore.state().rejected().unusables().stream()
                .filter(known -> known.key().endsWith("/nodes/" + owner)
                        || known.key().startsWith("/calico/bgp/v1/host/" + owner + "/"))
                .findFirst()
                .orElse(null);
    }

    private void session(CalicoNode node, IpAddress address, @Nullable Reference reference) {
        config.peers().stream()
                .map(peer -> peer.session())
                .filter(peer -> peer.remote().address().equals(address))
                .map(PeerConfig::id)
                .forEach(peers::add);
        if (!peers.isEmpty()) {
            peers.forEach(peer -> steps.add(planned(node, peer, reference)));
            return;
        }
        PlanNote leftOut = leftOut(address);
        if (leftOut != null) {
            steps.add(Step.of(
                    Code.PEER_LEFT_OUT,
                    node.name(),
                    leftOut.text(),
                    Reference.in(datastore.view(), leftOut.subject())));
            return;
        }
        withoutSession(node);
    }

    private Step planned(CalicoNode node, PeerId peer, @Nullable Reference ofNode) {
        PlannedPeer planned = plannedPeers().stream()
                .filter(known -> known.id().equals(peer))
                .findFirst()
                .orElse(null);
        Reference reference = planned == null ? null : Reference.in(datastore.view(), planned.key());
        return Step.of(
                Code.PLANNED_PEER,
                peer.name(),
                "its peer here is " + peer.name() + ", for " + node.name(),
                reference == null ? ofNode : reference);
    }

    private List<PlannedPeer> plannedPeers() {
        NodePlan plan = datastore.plan() instanceof Plan.Ready ready ? ready.node() : null;
        return plan == null ? List.of() : plan.family(afi).peers();
    }

    /** Planned, but not configured, and there is a note that says why. */
    private @Nullable PlanNote leftOut(IpAddress address) {
        if (!(datastore.plan() instanceof Plan.Ready ready)) {
            return null;
        }
        List<PlannedPeer> planned = plannedPeers().stream()
                .filter(peer -> peer.remote().address().equals(address))
                .toList();
        return ready.notes().stream()
                .filter(note ->
                        planned.stream().anyMatch(peer -> note.text().startsWith("peer " + peer.id() + " is left out")))
                .findFirst()
                .orElse(null);
    }

    private void withoutSession(CalicoNode node) {
        List<PeerId> others = config.peers().stream()
                .filter(peer -> peer.session().remote().address().afi().equals(afi))
                .map(peer -> peer.session().id())
                .toList();
        String over = ", so its routes come over others";
        CalicoNode here = datastore.state().nodes().get(datastore.node());
        if (others.isEmpty()) {
            steps.add(Step.of(Code.NO_PEERS, datastore.node(), "this node has no " + afi + " peers at all"));
        } else if (!datastore.state().globals().meshEnabled()) {
            steps.add(Step.of(Code.MESH_OFF, node.name(), "the mesh is off, and no peer is " + node.name() + over));
        } else if (node.details().clusterId() != null) {
            steps.add(Step.of(
                    Code.OWNER_IS_REFLECTOR,
                    node.name(),
                    node.name() + " is a route reflector, and nothing asks for a session with it" + over));
        } else if (here != null && here.details().clusterId() != null) {
            steps.add(Step.of(
                    Code.THIS_IS_REFLECTOR,
                    node.name(),
                    "this node is a route reflector, and nothing asks for a session with " + node.name() + over));
        } else {
            steps.add(
                    Step.of(Code.NO_DIRECT_PEER, node.name(), "nothing asks for a session with " + node.name() + over));
        }
        peers.addAll(others);
    }
}
