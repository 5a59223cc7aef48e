package io.nightjar.daemon.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One run of the lab, from missing packages to the last namespace removed. */
final class LabRun {

    private final LabScenario scenario;
    private final Machine machine;
    private final ConditionWait conditionWait;
    private final Consumer<String> say;

    LabRun(LabScenario scenario, Machine machine, ConditionWait conditionWait, Consumer<String> say) {
        this.scenario = scenario;
        this.machine = machine;
        this.conditionWait = conditionWait;
        this.say = say;
    }

    /**
     * Builds the lab, hands its report over, and clears everything when the receiver is done with it.
     *
     * @param birdNodes the nodes on which BIRD runs in Nightjar's place
     * @return whether every check held
     */
    boolean run(List<String> birdNodes, boolean keepFiles, StopSignal stop, Consumer<LabReport> receiver) {
        Ingredients ingredients = Ingredients.provide(machine.packages(), birdNodes, say);
        LabSite site = LabSite.open(machine, scenario.plan());
        try {
            if (keepFiles) {
                site.keepFiles();
            }
            say.accept("lab " + site.name() + ": its files are in " + site.folder() + ", its namespaces are called "
                    + site.namespace("*"));
            LabReport report = examine(start(site, ingredients));
            receiver.accept(report);
            return report.ok();
        } finally {
            stop.startCleaning();
            site.close();
        }
    }

    private Cluster start(LabSite site, Ingredients ingredients) {
        Cluster cluster = Cluster.withDatastore(scenario, site, conditionWait);
        for (LabNode node : scenario.plan().nodes()) {
            if (ingredients.isBird(node)) {
                cluster.startBird(node, ingredients.birdPrograms());
            } else {
                cluster.startNightjar(node, ingredients.nightjar());
            }
        }
        say.accept("etcd and the speakers run; waiting for the cluster to converge");
        return cluster;
    }

    private LabReport examine(Cluster cluster) {
        try {
            Duration convergence = cluster.awaitConvergence();
            return cluster.report(true, convergence);
        } catch (LabException e) {
            say.accept(e.reason() + "\n" + cluster.site().logs());
            return cluster.report(false, Duration.ZERO);
        }
    }
}
