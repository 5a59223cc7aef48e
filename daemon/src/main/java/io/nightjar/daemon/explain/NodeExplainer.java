package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.fsm.session.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an explanation of what is known about a node, or about a peer that is no node. */
public final class NodeExplainer {

    private static final List<Afi> FAMILIES = List.of(Afi.IPV4, Afi.IPV6);

    private final NodeFacts facts;

    private final List<Step> steps = new ArrayList<>();

    private NodeExplainer(NodeFacts facts) {
        this.facts = facts;
    }

    /** Explains a node. */
    public static Explanation explain(NodeFacts facts) {
        return new NodeExplainer(facts).explain();
    }

    private Explanation explain() {
        DatastoreFacts datastore = facts.datastore();
        Optional<PeerId> peer = peer();
        if (datastore == null || peer.isPresent()) {
            session(peer.orElseGet(() -> new PeerId(facts.name())));
        } else {
            if (!facts.away().isEmpty()) {
                steps.add(Step.of(Code.DATASTORE_AWAY, facts.name(), "the datastore is away: " + facts.away()));
            }
            node(datastore);
        }
        for (Explanation block : facts.blocks()) {
            steps.add(Step.of(block.code(), block.subject(), block.subject() + ": " + block.conclusion()));
        }
        Step conclusion = steps.stream()
                .filter(step -> step.code().isInTheWay())
                .findFirst()
                .orElse(steps.get(0));
        return new Explanation(facts.name(), facts.name(), conclusion.code(), conclusion.text(), steps);
    }

    private Optional<PeerId> peer() {
        return facts.config().peers().stream()
                .map(peer -> peer.session().id())
                .filter(peer -> peer.name().equals(facts.name()))
                .findFirst();
    }

    private void node(DatastoreFacts datastore) {
        CalicoNode node = datastore.state().nodes().get(facts.name());
        if (facts.name().equals(datastore.node())) {
            steps.add(Step.of(Code.THIS_NODE, facts.name(), "it is this node"));
        } else if (node == null) {
            intent(datastore, Afi.IPV4);
        } else {
            steps.add(Step.of(Code.NODE_KNOWN, facts.name(), known(node), Reference.of(datastore, node)));
            boolean nowhere =
                    FAMILIES.stream().allMatch(afi -> node.address(afi).address() == null);
            for (Afi afi : FAMILIES) {
                if (node.address(afi).address() != null || (nowhere && afi.equals(Afi.IPV4))) {
                    intent(datastore, afi);
                }
            }
        }
    }

    private String known(CalicoNode node) {
        List<String> places = new ArrayList<>();
        for (Afi afi : FAMILIES) {
            if (node.address(afi).address() != null) {
                places.add(String.valueOf(node.address(afi).address()));
            }
        }
        return places.isEmpty()
                ? facts.name() + " has no address"
                : facts.name() + " is at " + String.join(" and ", places);
    }

    private void intent(DatastoreFacts datastore, Afi afi) {
        IntentSteps.Intent intent = IntentSteps.of(datastore, facts.config(), afi, facts.name());
        steps.addAll(intent.steps());
        if (intent.steps().stream().anyMatch(step -> step.code() == Code.PLANNED_PEER)) {
            intent.peers().forEach(this::session);
        }
    }

    private void session(PeerId peer) {
        SessionStatus known = facts.sessions().of(peer);
        List<AddressFamily> families = known == null
                ? List.of(AddressFamily.IPV4_UNICAST)
                : known.peer().families().stream().sorted().toList();
        for (AddressFamily family : families) {
            for (Step step : SessionSteps.of(peer, family, facts.sessions(), facts.peers(), facts.config())) {
                if (!steps.contains(step)) {
                    steps.add(step);
                }
            }
        }
    }
}
