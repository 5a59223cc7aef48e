package io.nightjar.calico.plan;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;

/** A cluster of Calico 3 with a node of our own and two others, and questions about the sessions of ours. */
abstract class PeersFixture {

    static final String OWN = "own";

    final Resources resources = new Resources();

    LocalInputs inputs = LocalInputs.NONE;

    PlanSettings settings = PlanSettings.of(OWN);

    final Plan.Ready plan() {
        return (Plan.Ready)
                new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(resources.view()), inputs);
    }

    final Resources cluster(String configuration, String... ownFields) {
        return resources
                .put("BGPConfiguration", "default", configuration)
                .node(OWN, "10.0.0.5/24", "fd00::5/64", "rack: r1, me: yes", ownFields)
                .node("a", "10.0.0.6/24", "fd00::6/64", "rack: r1")
                .node("b", "10.0.0.40/24", "", "rack: r2, rr: true");
    }

    final List<String> names() {
        return plan().config().peers().stream()
                .map(peer -> peer.session().id().name())
                .toList();
    }

    final SpeakerPeer peer(String name) {
        return plan().config().peers().stream()
                .filter(peer -> peer.session().id().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + names()));
    }

    final List<String> notes() {
        return plan().notes().stream().map(PlanNote::text).toList();
    }
}
