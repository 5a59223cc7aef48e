package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.policy.RoutePolicy;

/** A cluster of Calico 3 with a node of our own, another one and a router, and what ours does with routes. */
abstract class RoutesFixture {

    static final String OWN = "own";

    static final String BLOCK = "192.168.18.64/26";

    static final String SIX = "fd01::/122";

    final Resources resources = new Resources();

    PlanSettings settings = PlanSettings.of(OWN);

    final SpeakerConfig config() {
        Plan plan = new SpeakerPlanner(settings).plan(new ClusterStateBuilder().update(resources.view()));
        assertThat(plan.unusables()).isEmpty();
        return ((Plan.Ready) plan).config();
    }

    final Resources cluster(String configuration, String... ownFields) {
        return resources
                .put("BGPConfiguration", "default", configuration)
                .node(OWN, "10.0.0.1/24", "fd00::1/64", "", ownFields)
                .node("b", "10.0.0.2/24", "", "")
                .put("BGPPeer", "tor", "peerIP: 10.0.0.254, asNumber: 65001, filters: [f, g]")
                .put("IPPool", "p", "cidr: 192.168.0.0/16")
                .block(OWN, BLOCK, "confirmed");
    }

    final PeerPolicy policy(String name) {
        return config().peers().stream()
                .filter(peer -> peer.session().id().name().equals(name))
                .findFirst()
                .orElseThrow()
                .policy();
    }

    final RoutePolicy toMesh() {
        return policy("Mesh_10_0_0_2").exportPolicy();
    }

    final RoutePolicy toTor() {
        return policy("Global_10_0_0_254").exportPolicy();
    }
}
