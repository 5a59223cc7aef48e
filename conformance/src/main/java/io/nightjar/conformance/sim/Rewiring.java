package io.nightjar.conformance.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An operator who changes who is whose peer, as Calico's documentation has it: some nodes become reflectors, all get them as peers, and
 * then the mesh is switched off; later the same backwards. Where there are reflectors, the mesh is switched on beside them, and off
 * again. Each step is an edit of the datastore, some of them at once.
 */
final class Rewiring {

    private static final long SECOND = 1_000_000_000L;

    /** Between two steps; less than speakers wait for those that take over. */
    private static final long MOST_NANOS = 10 * SECOND;

    private final Simulation simulation;
    private final FaultPlan faults;
    private final SplittableRandom random;
    private boolean going;

    Rewiring(Simulation simulation, FaultPlan faults, SplittableRandom random) {
        this.simulation = simulation;
        this.faults = faults;
        this.random = random;
    }

    /** Begins, unless one is going on, or the cluster has standalone reflectors. */
    void begin() {
        Cluster cluster = simulation.cluster();
        boolean standalone = cluster.machines().stream().anyMatch(Machine::isStandalone);
        if (going || standalone) {
            return;
        }
        going = true;
        long time = faults.whileLong();
        if (cluster.isMesh()) {
            reflectorsInstead(cluster, time);
        } else {
            faults.say("a mesh comes beside the reflectors, for " + EventLog.seconds(time));
            mesh(true);
            faults.later(time, () -> {
                simulation.log().detail(() -> "the mesh beside the reflectors goes");
                mesh(false);
                going = false;
            });
        }
    }

    private void reflectorsInstead(Cluster cluster, long time) {
        List<Machine> chosen = choose(cluster);
        if (chosen.isEmpty()) {
            going = false;
            return;
        }
        int clusters = 1 + random.nextInt(chosen.size());
        faults.say(chosen + " reflect in the mesh's place, for " + EventLog.seconds(time));
        for (int i = 0; i < chosen.size(); i++) {
            cluster.reflect(chosen.get(i), 1 + i % clusters);
        }
        cluster.peerWithReflectors();
        edited(true);
        faults.later(pause(), () -> mesh(false));
        faults.later(time + MOST_NANOS, () -> back(cluster, chosen));
    }

    private List<Machine> choose(Cluster cluster) {
        List<Machine> left = new ArrayList<>(cluster.machines().stream()
                .filter(machine -> machine.isRunning() && cluster.isMember(machine))
                .toList());
        List<Machine> chosen = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        while (chosen.size() < count && left.size() > 1) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }

    private void back(Cluster cluster, List<Machine> chosen) {
        simulation.log().detail(() -> "the mesh comes back in the place of " + chosen);
        mesh(true);
        faults.later(pause(), () -> {
            cluster.forgetReflectors();
            chosen.forEach(cluster::reflectNoMore);
            edited(false);
            going = false;
        });
    }

    private long pause() {
        return random.nextBoolean() ? 0 : faults.between(0, MOST_NANOS);
    }

    private void mesh(boolean wanted) {
        simulation.cluster().setMesh(wanted);
        edited(true);
    }

    private void edited(boolean gently) {
        simulation.disturbances().rewired(gently);
        simulation.storeChanged();
        simulation.worldChanged();
    }
}
