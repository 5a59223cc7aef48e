package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a scenario. */
final class Simulation {

    private static final Prefix IPV4_NETWORK = Prefix.parse("10.0.0.0/8");

    private static final Prefix IPV6_NETWORK = Prefix.parse("fd00::/64");

    /** Standalone reflectors have cluster ids of their own, behind those of nodes. */
    private static final int STANDALONE_CLUSTERS = 32;

    private static final long LEAST_LATENCY_NANOS = 100_000;

    private static final long STORE_LEAST_NANOS = 1_000_000;

    private static final long STORE_MOST_NANOS = 50_000_000;

    /** Somebody who deletes a route again and again gets it back five times a second. */
    private static final long REPAIR_NANOS = 2_000_000_000L;

    private final Scenario scenario;
    private final Scheduler scheduler = new Scheduler();
    private final Numbering numbering = new Numbering();
    private final SplittableRandom random;
    private final EventLog log;
    private final Cluster cluster;
    private final Network network;
    private final Disturbances disturbances;
    private final Invariants invariants;
    private final Convergence convergence;
    private final Losses losses;
    private final Progress progress;
    private final SpeakerProcess.Surroundings around;
    private final FaultPlan faults;
    private long worldChanges;

    /**
     * Everything is off.
     *
     * @param lines take what happens, if {@code verbose}
     * @param progress is told how far it is
     */
    Simulation(Scenario scenario, Consumer<String> lines, boolean verbose, Progress progress) {
        this.scenario = scenario;
        this.progress = progress;
        random = new SplittableRandom(scenario.seed());
        log = new EventLog(scheduler, lines, verbose);
        cluster = new Cluster(machines(scenario.nodes(), scenario.addresses().dualStack()));
        disturbances = new Disturbances(scheduler, cluster);
        losses = new Losses(scheduler, cluster, disturbances);
        convergence = new Convergence(scheduler, cluster, new Oracle(cluster), numbering);
        Duties duties = new Duties(scheduler, cluster, disturbances, convergence);
        invariants = new Invariants(scheduler, cluster, disturbances, duties, Limits.of(scenario), log);
        Network.Latency latency = new Network.Latency(
                LEAST_LATENCY_NANOS, scenario.pace().latency().toNanos());
        SharedValues shared = new SharedValues();
        network = new Network(
                scheduler,
                random.split(),
                latency,
                Limits.of(scenario),
                shared.ofTables().attributes(),
                invariants);
        cluster.machines().forEach(network::add);
        around = new SpeakerProcess.Surroundings(scheduler, network, invariants, shared);
        faults = new FaultPlan(this, scenario.faults(), random.split());
    }

    private List<Machine> machines(int count, boolean dualStack) {
        List<Machine> machines = new ArrayList<>(count);
        int digits = Math.max(2, Integer.toString(count - 1).length());
        for (int i = 0; i < count; i++) {
            int host = i + 1;
            String name = "node" + "0".repeat(digits - Integer.toString(i).length()) + i;
            machines.add(new Machine(name, addresses(host, dualStack), i, numbering, this::kernelChanged));
        }
        return machines;
    }

    private static List<KernelAddress> addresses(int host, boolean dualStack) {
        IpAddress ipv4 = IpAddress.parse("10.0." + (host >> 8) + "." + (host & 0xff));
        KernelAddress first = new KernelAddress(SimulatedKernel.DEVICE, ipv4, IPV4_NETWORK);
        if (!dualStack) {
            return List.of(first);
        }
        IpAddress ipv6 = IpAddress.parse("fd00::" + Integer.toHexString(host));
        return List.of(first, new KernelAddress(SimulatedKernel.DEVICE, ipv6, IPV6_NETWORK));
    }

    private void kernelChanged(
            Machine machine, Prefix destination, @Nullable KernelRoute before, @Nullable KernelRoute now) {
        SpeakerProcess process = machine.process();
        if (process != null && machine.isOn()) {
            invariants.kernelChanged(machine, destination, now);
            boolean lost = before != null && before.type() == RouteType.UNICAST && now == null;
            boolean meant = machine.kernel().isByHand() || process.saidGoodbye();
            String fault = lost && !meant ? losses.fault(machine, destination) : null;
            if (fault != null) {
                invariants.fail(fault);
            }
        }
        convergence.kernelChanged(machine, destination, before, now);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Cluster cluster() {
        return cluster;
    }

    Network network() {
        return network;
    }

    Disturbances disturbances() {
        return disturbances;
    }

    Invariants invariants() {
        return invariants;
    }

    EventLog log() {
        return log;
    }

    /** What is right may be something else now. */
    void worldChanged() {
        worldChanges++;
        convergence.worldChanged();
    }

    /** Starts a speaker on a machine that is on and has none. */
    void boot(Machine machine) {
        SpeakerProcess process = new SpeakerProcess(machine, around, random.split());
        machine.boot(scheduler.nanoTime(), process);
        process.start();
        show(process);
        worldChanged();
    }

    /** Ends a machine's speaker, in whatever way is said. */
    void end(Machine machine, Consumer<SpeakerProcess> how) {
        SpeakerProcess process = machine.process();
        if (process == null) {
            return;
        }
        machine.ends(scheduler.nanoTime());
        how.accept(process);
        machine.ended(machine.isOn() && !process.saidGoodbye());
        for (WireEnd end : network.ends()) {
            if (end.process() == process && machine.isOn()) {
                end.abort();
            } else if (end.process() == process) {
                end.vanish();
            }
        }
        worldChanged();
    }

    private void show(SpeakerProcess process) {
        process.after(
                random.nextLong(STORE_LEAST_NANOS, STORE_MOST_NANOS),
                () -> process.show(cluster.store().state()));
    }

    /** What was deleted by hand comes back before the next audit, unless something happens that may be a reason not to. */
    void expectRepair(Machine machine, Prefix destination) {
        if (cluster.machines().stream().anyMatch(each -> each.slackNanos() > 0)) {
            // Who has just started may learn only later what belongs there.
            return;
        }
        SpeakerProcess process = machine.process();
        long changes = worldChanges;
        scheduler.after(REPAIR_NANOS, () -> {
            boolean same = machine.process() == process && worldChanges == changes;
            if (same && convergence.isMissing(machine, destination)) {
                invariants.fail(machine + " has not repaired " + destination + " in " + EventLog.seconds(REPAIR_NANOS));
            }
        });
    }

    /** The datastore has changed for everybody. */
    void storeChanged() {
        disturbances.edited();
        for (Machine machine : cluster.machines()) {
            storeChanged(machine);
        }
    }

    /** The datastore has changed for one machine. */
    void storeChanged(Machine machine) {
        SpeakerProcess process = machine.process();
        if (process != null) {
            show(process);
        }
    }

    /**
     * Lets everything happen.
     *
     * @throws Violation if something happened that must not, or what must did not
     */
    Result run() {
        prepare();
        long started = scheduler.nanoTime();
        long startSpread = scenario.pace().startSpread().toNanos();
        for (Machine machine : cluster.machines()) {
            scheduler.after(random.nextLong(startSpread + 1), () -> boot(machine));
        }
        runUntil(started + startSpread);
        long begun = untilAtRest(Duration.ZERO);
        Traffic atStart = Traffic.of(network);
        log.detail(() -> "all kernels have been right since " + EventLog.seconds(begun));
        faults.schedule();
        while (scheduler.nanoTime() < faults.lastNanos()) {
            runUntil(faults.lastNanos());
        }
        long over = scheduler.nanoTime();
        long settled = untilAtRest(scenario.pace().settle());
        Walk walk = new Walk(cluster);
        cluster.machines().forEach(machine -> checkAtRest(walk, machine));
        return new Result(
                scenario,
                begun - started,
                Math.max(0, settled - over),
                atStart,
                Traffic.of(network),
                PeerCounts.of(cluster),
                faults.happened(),
                scheduler.happened());
    }

    private void prepare() {
        for (int i = 0; i < scenario.reflection().reflectors(); i++) {
            Machine machine = cluster.machines().get(i);
            if (scenario.topology() == Scenario.Topology.STANDALONE) {
                cluster.standAlone(machine, STANDALONE_CLUSTERS + i);
            } else {
                cluster.reflect(machine, scenario.reflection().cluster(i));
            }
        }
        if (scenario.topology() == Scenario.Topology.REFLECTORS) {
            cluster.peerWithReflectors();
        }
        cluster.setMesh(scenario.topology() == Scenario.Topology.MESH);
        cluster.joinAll(scenario.addresses().blocks());
        disturbances.edited();
    }

    private void runUntil(long nanos) {
        while (scheduler.step(nanos)) {
            happened();
        }
        invariants.checkWaiting(network.mostWaiting());
    }

    private void happened() {
        invariants.check();
        progress.happened(scheduler.happened(), this::state);
    }

    private String state() {
        int running = 0;
        int established = 0;
        for (Machine machine : cluster.machines()) {
            SpeakerProcess process = machine.process();
            if (process != null) {
                running++;
                established += process.sessions().established();
            }
        }
        String faulty = scenario.faults().count() == 0
                ? ""
                : ", " + faults.happened() + " of " + scenario.faults().count() + " faults";
        return EventLog.seconds(scheduler.nanoTime()) + ": " + running + " of " + scenario.nodes() + " speakers, "
                + established / 2 + " sessions, " + network.sent() + " messages" + faulty;
    }

    /**
     * Goes on until all kernels are right and stay so, and says since when they are.
     *
     * @param settle how long they have to stay so
     */
    private long untilAtRest(Duration settle) {
        long begun = scheduler.nanoTime();
        long deadline = begun + scenario.pace().patience().toNanos();
        long until = begun + settle.toNanos();
        while (convergence.wrong() > 0 || scheduler.nanoTime() < until) {
            boolean right = convergence.wrong() == 0;
            if (scheduler.step(right ? until : deadline)) {
                happened();
            } else if (!right) {
                throw violation("not at rest");
            }
            until = Math.max(begun, convergence.rightSinceNanos()) + settle.toNanos();
            if (until > deadline + settle.toNanos()) {
                throw violation("does not come to rest");
            }
        }
        invariants.checkWaiting(network.mostWaiting());
        return convergence.rightSinceNanos();
    }

    private Violation violation(String what) {
        return new Violation(what + " after "
                + EventLog.seconds(scenario.pace().patience().toNanos()) + ": "
                + String.join("; ", convergence.complaints()));
    }

    /** Follows packets from a machine to each block, from kernel to kernel. */
    private static void checkAtRest(Walk walk, Machine from) {
        if (!from.isRunning()) {
            return;
        }
        from.kernel().routes().forEach(route -> {
            String fault = walk.fault(from, route.destination());
            if (fault != null) {
                throw new Violation("at rest: " + fault);
            }
        });
    }
}
