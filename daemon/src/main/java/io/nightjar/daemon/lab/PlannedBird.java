package io.nightjar.daemon.lab;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.show.BirdText;
import io.nightjar.calico.store.KeyValueView;
import java.util.List;

/** What Calico would tell BIRD 1.6 on one node: {@code nightjar config show --bird}, for IPv4. */
final class PlannedBird {

    private PlannedBird() {}

    static String configuration(LabScenario scenario, LabNode node) {
        KeyValueView keys = KeyValueView.empty().with(scenario.keys(), List.of());
        Plan plan = new SpeakerPlanner(PlanSettings.of(node.name()))
                .plan(new ClusterStateBuilder().update(keys), LocalInputs.NONE);
        if (plan instanceof Plan.Ready ready) {
            return "log stderr all;\n"
                    + BirdText.of(ready.node(), ready.node().families().get(0), false);
        }
        throw new LabException("BIRD on " + node.name() + ": " + ((Plan.Waiting) plan).reason());
    }
}
