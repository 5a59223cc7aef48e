package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far the kernels of all running machines are from what they should be; counted with every change, not by looking at all. */
final class Convergence {

    private static final int SHOWN = 5;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Oracle oracle;
    private boolean outdated = true;
    private long wrong;
    private long changedNanos;
    private long rightSinceNanos;
    private long wrongSinceNanos;

    Convergence(Scheduler scheduler, Cluster cluster, Oracle oracle) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.oracle = oracle;
    }

    /** What is right may be something else now; it is counted anew when somebody asks. */
    void worldChanged() {
        outdated = true;
        changedNanos = scheduler.nanoTime();
    }

    private void countAnew() {
        outdated = false;
        oracle.worldChanged();
        wrong = 0;
        for (Machine machine : cluster.machines()) {
            if (machine.isRunning()) {
                wrong += wrongIn(machine);
            }
        }
        rightSinceNanos = changedNanos;
        wrongSinceNanos = changedNanos;
    }

    private long wrongIn(Machine machine) {
        long count = 0;
        for (Prefix destination : cluster.owners().keySet()) {
            if (!oracle.isRight(machine, destination, machine.kernel().at(destination))) {
                count++;
            }
        }
        for (Prefix destination : machine.kernel().routes().keySet()) {
            if (!cluster.owners().containsKey(destination)) {
                count++;
            }
        }
        return count;
    }

    void kernelChanged(Machine machine, Prefix destination, @Nullable KernelRoute before, @Nullable KernelRoute now) {
        if (!machine.isRunning()) {
            return;
        }
        changedNanos = scheduler.nanoTime();
        if (outdated) {
            return;
        }
        Machine target = oracle.target(machine, destination);
        boolean wasRight = Oracle.isRight(machine, target, before);
        boolean isRight = Oracle.isRight(machine, target, now);
        if (wasRight != isRight) {
            wrongSinceNanos = wrong == 0 ? changedNanos : wrongSinceNanos;
            wrong += isRight ? -1 : 1;
            rightSinceNanos = changedNanos;
        }
    }

    /** How many destinations are wrong, over all kernels. */
    long wrong() {
        if (outdated) {
            countAnew();
        }
        return wrong;
    }

    /** Since when all is right, if it is; to be asked after {@link #wrong}. */
    long rightSinceNanos() {
        return rightSinceNanos;
    }

    /** Since when something is wrong, if it is; to be asked after {@link #wrong}. */
    long wrongSinceNanos() {
        return wrongSinceNanos;
    }

    /** Whether a kernel has nothing for a destination where there has to be something. */
    boolean isMissing(Machine machine, Prefix destination) {
        return wrong() > 0 && machine.kernel().at(destination) == null && !oracle.isRight(machine, destination, null);
    }

    /** The first few that are wrong, for people. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Machine machine : cluster.machines()) {
            if (machine.isRunning() && complaints.size() < SHOWN) {
                complain(machine, complaints);
            }
        }
        return complaints;
    }

    private void complain(Machine machine, List<String> complaints) {
        SortedSet<Prefix> all = new TreeSet<>(cluster.owners().keySet());
        all.addAll(machine.kernel().routes().keySet());
        for (Prefix destination : all) {
            KernelRoute there = machine.kernel().at(destination);
            if (complaints.size() < SHOWN && !oracle.isRight(machine, destination, there)) {
                complaints.add(machine + " has " + (there == null ? "nothing" : there) + " for " + destination
                        + ", not " + oracle.expectation(machine, destination));
            }
        }
    }
}
