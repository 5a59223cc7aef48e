package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far the kernels of all running machines are from what they should be; counted with every change, not by looking at all. */
final class Convergence {

    private static final int SHOWN = 5;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Oracle oracle;
    private final Numbering numbering;
    private boolean outdated = true;
    private long wrong;
    private long changedNanos;
    private long rightSinceNanos;
    private long wrongSinceNanos;

    Convergence(Scheduler scheduler, Cluster cluster, Oracle oracle, Numbering numbering) {
        this.numbering = numbering;
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
        List<Block> blocks = new ArrayList<>(cluster.owners().size());
        cluster.owners().forEach((destination, owner) -> blocks.add(new Block(numbering.of(destination), owner)));
        wrong = 0;
        for (Machine machine : cluster.machines()) {
            if (machine.isRunning()) {
                wrong += wrongIn(machine, blocks);
            }
        }
        rightSinceNanos = changedNanos;
        wrongSinceNanos = changedNanos;
    }

    /** A destination by its number, and whose it is. */
    private record Block(int number, Machine owner) {}

    /** Blocks where something else is than has to be, and whatever is left over, which is nobody's. */
    private long wrongIn(Machine machine, List<Block> blocks) {
        SimulatedKernel kernel = machine.kernel();
        long count = 0;
        long there = 0;
        for (Block block : blocks) {
            KernelRoute route = kernel.at(block.number);
            there += route == null ? 0 : 1;
            count += Oracle.isRight(machine, oracle.target(machine, block.owner), route) ? 0 : 1;
        }
        return count + kernel.size() - there;
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
        Set<Prefix> all = new TreeSet<>(cluster.owners().keySet());
        machine.kernel().routes().map(KernelRoute::destination).forEach(all::add);
        for (Prefix destination : all) {
            KernelRoute there = machine.kernel().at(destination);
            if (complaints.size() < SHOWN && !oracle.isRight(machine, destination, there)) {
                complaints.add(machine + " has " + (there == null ? "nothing" : there) + " for " + destination
                        + ", not " + oracle.expectation(machine, destination));
            }
        }
    }
}
