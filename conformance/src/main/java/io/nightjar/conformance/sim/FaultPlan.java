package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Faults at times and places that the seed decides. Each lasts for a while; after the last one has ended, everything that was
 * broken works again, except for what is never mended.
 */
final class FaultPlan {

    private static final long SECOND = 1_000_000_000L;

    private static final int PARTITIONS = 64;

    private final Simulation simulation;
    private final Scenario.Faults wanted;
    private final SplittableRandom random;
    private final List<FaultKind> kinds;
    private final Rewiring rewiring;

    /** Whether each fault happens to a cluster that has recovered from most of those before. */
    private final boolean calm;

    private long lastNanos;
    private long partitions;
    private int happened;

    FaultPlan(Simulation simulation, Scenario.Faults wanted, SplittableRandom random) {
        this.simulation = simulation;
        this.wanted = wanted;
        this.random = random;
        rewiring = new Rewiring(simulation, this, random);
        calm = random.nextInt(4) == 0;
        kinds = wanted.kinds().stream().sorted().toList();
    }

    /** When everything is over, as far as is known by now. */
    long lastNanos() {
        return lastNanos;
    }

    /** How many faults have happened. */
    int happened() {
        return happened;
    }

    /** Lets the faults happen, one after the other, but not each after the end of the one before. */
    void schedule() {
        long at = simulation.scheduler().nanoTime();
        lastNanos = at;
        for (int i = 0; i < wanted.count(); i++) {
            at += gap();
            FaultKind kind = kinds.get(random.nextInt(kinds.size()));
            lastNanos = Math.max(lastNanos, at);
            simulation.scheduler().at(at, () -> happen(kind));
        }
    }

    private long gap() {
        if (calm) {
            return between(150 * SECOND, 300 * SECOND);
        }
        return between(0, random.nextInt(3) == 0 ? 60 * SECOND : 3 * SECOND);
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** A while: mostly short, sometimes long enough for timers to run down. */
    long whileLong() {
        return switch (random.nextInt(6)) {
            case 0 -> between(SECOND / 100, SECOND);
            case 1, 2 -> between(SECOND, 10 * SECOND);
            case 3, 4 -> between(10 * SECOND, 100 * SECOND);
            default -> between(100 * SECOND, 400 * SECOND);
        };
    }

    /** Something that belongs to a fault happens later; before that, not everything is over. */
    void later(long nanos, Runnable end) {
        long at = simulation.scheduler().nanoTime() + nanos;
        lastNanos = Math.max(lastNanos, at);
        simulation.scheduler().at(at, end);
    }

    /** A fault happens. */
    void say(String text) {
        happened++;
        simulation.log().detail(() -> "fault: " + text);
    }

    private void happen(FaultKind kind) {
        switch (kind) {
            case LOSS -> loss();
            case PARTITION -> partition();
            case DELAY -> delay();
            case SLOW -> slow();
            case RESTART -> away(running(), "restarts", SpeakerProcess::stopForRestart);
            case CRASH -> away(running(), "is killed", SpeakerProcess::kill);
            case STOP -> away(running(), "is stopped for good", SpeakerProcess::stopForGood);
            case POWER -> power(running());
            case BLOCKS -> blocks();
            case NODES -> nodes();
            case KERNEL -> kernel();
            case REFLECTOR -> away(reflector(), "is killed", SpeakerProcess::kill);
            case TOPOLOGY -> rewiring.begin();
        }
    }

    private @Nullable Machine running() {
        return any(simulation.cluster().machines().stream()
                .filter(Machine::isRunning)
                .toList());
    }

    private @Nullable Machine reflector() {
        return any(simulation.cluster().reflectors().keySet().stream()
                .filter(Machine::isRunning)
                .toList());
    }

    private <T> @Nullable T any(List<T> of) {
        return of.isEmpty() ? null : of.get(random.nextInt(of.size()));
    }

    private void loss() {
        WireEnd end = any(simulation.network().ends());
        if (end == null) {
            return;
        }
        Machine here = end.process().machine();
        say("the connection of " + here + " with " + end.remote() + " is reset");
        simulation.disturbances().between(here, end.remote());
        WireEnd other = end.other();
        end.process().inLoop(() -> end.arrived(Segment.RST));
        if (other != null) {
            other.process().inLoop(() -> other.arrived(Segment.RST));
        }
    }

    private void partition() {
        List<Machine> machines = simulation.cluster().machines();
        int number = Long.numberOfTrailingZeros(~partitions);
        if (number == PARTITIONS || machines.size() < 2) {
            return;
        }
        List<Machine> far = new ArrayList<>(machines);
        while (far.size() == machines.size() || (far.size() > 1 && random.nextInt(3) > 0)) {
            far.remove(random.nextInt(far.size()));
        }
        long time = whileLong();
        say(far + " cannot talk to the others for " + EventLog.seconds(time));
        partitions |= 1L << number;
        far.forEach(machine -> machine.setSide(number, true));
        Disturbances.Parting parting = simulation.disturbances().parted(far);
        simulation.worldChanged();
        later(time, () -> {
            partitions &= ~(1L << number);
            far.forEach(machine -> machine.setSide(number, false));
            simulation.disturbances().healed(parting);
            simulation.log().detail(() -> far + " can talk to the others again");
            simulation.network().passAgain();
            simulation.worldChanged();
        });
    }

    private void delay() {
        Machine machine = running();
        if (machine != null) {
            long time = between(SECOND, 60 * SECOND);
            long each = between(SECOND / 1000, 3 * SECOND);
            say(machine + " is " + EventLog.seconds(each) + " away for " + EventLog.seconds(time));
            machine.delay(simulation.scheduler().nanoTime() + time, each);
            later(time, () -> {});
        }
    }

    private void slow() {
        Machine machine = running();
        if (machine != null) {
            long time = between(SECOND, 60 * SECOND);
            long each = random.nextBoolean() ? between(SECOND / 1000, SECOND / 10) : between(SECOND, 20 * SECOND);
            say(machine + " takes " + EventLog.seconds(each) + " for each message, for " + EventLog.seconds(time));
            machine.slowDown(simulation.scheduler().nanoTime() + time, each);
            later(time, () -> {});
        }
    }

    private void away(@Nullable Machine machine, String what, java.util.function.Consumer<SpeakerProcess> how) {
        if (machine == null) {
            return;
        }
        boolean forGood = isForGood();
        long time = whileLong();
        say("the speaker of " + machine + " " + what
                + (forGood ? ", and does not come back" : ", back after " + EventLog.seconds(time)));
        simulation.end(machine, how);
        if (!forGood) {
            later(time, () -> back(machine));
        }
    }

    /** Some are never seen again; but somebody has to be left to notice. */
    private boolean isForGood() {
        List<Machine> running = simulation.cluster().machines().stream()
                .filter(Machine::isRunning)
                .toList();
        long reflectors = simulation.cluster().reflectors().keySet().stream()
                .filter(Machine::isRunning)
                .count();
        return random.nextInt(8) == 0 && running.size() > 2 && reflectors != 1;
    }

    private void back(Machine machine) {
        if (machine.isOn() && !machine.isRunning()) {
            simulation.log().detail(() -> "the speaker of " + machine + " starts");
            simulation.boot(machine);
        }
    }

    private void power(@Nullable Machine machine) {
        if (machine == null) {
            return;
        }
        boolean forGood = isForGood();
        long time = whileLong();
        say(machine + " loses power, " + (forGood ? "for good" : "for " + EventLog.seconds(time)));
        machine.setOn(false);
        simulation.end(machine, SpeakerProcess::kill);
        if (forGood) {
            return;
        }
        later(time, () -> {
            machine.setOn(true);
            simulation.network().passAgain();
            back(machine);
        });
    }

    private void blocks() {
        Cluster cluster = simulation.cluster();
        Machine machine =
                any(cluster.machines().stream().filter(cluster::isMember).toList());
        if (machine == null) {
            return;
        }
        Prefix old = random.nextBoolean() ? any(cluster.blocksOf(machine)) : null;
        if (old == null) {
            IpAddress place =
                    machine.addresses().get(random.nextInt(machine.addresses().size()));
            say(machine + " gets " + cluster.addBlock(machine, place.afi()));
        } else {
            say(machine + " gives " + old + " back");
            cluster.removeBlock(old);
        }
        simulation.storeChanged(machine);
        simulation.worldChanged();
    }

    private void nodes() {
        Cluster cluster = simulation.cluster();
        Machine machine = any(cluster.machines().stream()
                .filter(each -> each.isRunning() && cluster.isMember(each))
                .filter(each -> !cluster.reflectors().containsKey(each))
                .toList());
        if (machine == null) {
            return;
        }
        long time = whileLong();
        say(machine + " leaves the cluster, for " + EventLog.seconds(time));
        cluster.leave(machine);
        machine.setOn(false);
        simulation.end(machine, SpeakerProcess::kill);
        simulation.storeChanged();
        later(time, () -> {
            machine.setOn(true);
            simulation.network().passAgain();
            cluster.join(machine);
            cluster.addBlocks(machine);
            simulation.storeChanged();
            back(machine);
            simulation.worldChanged();
        });
    }

    private void kernel() {
        Machine machine = running();
        if (machine == null) {
            return;
        }
        List<Prefix> routes =
                machine.kernel().routes().map(KernelRoute::destination).sorted().toList();
        int count = 1 + random.nextInt(3);
        say(machine + ": somebody deletes up to " + count + " routes");
        for (int i = 0; i < count; i++) {
            Prefix destination = any(routes);
            if (destination != null) {
                machine.kernel().deleteByHand(destination);
                simulation.expectRepair(machine, destination);
            }
        }
    }
}
