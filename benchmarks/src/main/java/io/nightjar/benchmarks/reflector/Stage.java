package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.ProcessCost;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One process, its clients, and what has been measured of them. Belongs to a thread inside the namespace. */
final class Stage implements AutoCloseable {

    /** What a round leaves behind, such as late timers, is not the next one's. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Daemons wait a second after the first session before they begin to tell (FRR's coalesce-time). */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Less than anybody's listen backlog: how sessions come up is another workload's subject. */
    private static final int DIALED_AT_ONCE = 4;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MIB = 1024;

    private final Crowd crowd;
    private final Script script;
    private final RoutePlan plan;
    private final Complaints complaints;
    private final Map<String, List<Double>> values;
    private final long started;
    private final LabProcess process;
    private final long limitNanos;

    Stage(Contender contender, Case size, Ground ground, Settings settings, Arrivals.SpareListener spares)
            throws IOException {
        this.limitNanos = TimeUnit.SECONDS.toNanos(settings.limitSeconds());
        this.complaints = settings.complaints();
        this.values = settings.values();
        this.plan = size.plan();
        this.script = new Script(plan, size.crowd(), contender == Contender.NULL);
        this.crowd = new Crowd(plan, script, size.crowd(), complaints, spares);
        this.started = System.nanoTime();
        this.process = Programs.start(contender, ground, size.crowd());
    }

    /**
     * What all stages of a case share.
     *
     * @param limitSeconds how long anything may take
     * @param values where they are collected
     */
    record Settings(int limitSeconds, Complaints complaints, Map<String, List<Double>> values) {

        Settings(int limitSeconds) {
            this(limitSeconds, new Complaints(), new TreeMap<>());
        }
    }

    Crowd crowd() {
        return crowd;
    }

    Script script() {
        return script;
    }

    RoutePlan plan() {
        return plan;
    }

    /** When the process was started. */
    long started() {
        return started;
    }

    void add(String name, double value) {
        values.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value);
    }

    void addSeconds(String name, long nanos) {
        add(name, nanos / NANOS_PER_SECOND);
    }

    /** Plays the clients until something is so, or fails. */
    void until(String what, BooleanSupplier done) throws IOException {
        if (!crowd.playUntil(done, limitNanos)) {
            throw new IOException(
                    "no " + what + " within " + TimeUnit.NANOSECONDS.toSeconds(limitNanos) + " s: " + crowd.progress());
        }
    }

    /** Waits until what has come about is the end of it. */
    void rest() throws IOException {
        crowd.playFor(REST_NANOS);
    }

    /** All sessions come up, and nothing is announced yet. */
    void establish() throws IOException {
        while (crowd.dialNext(DIALED_AT_ONCE)) {
            int before = crowd.established();
            until("session", () -> crowd.established() > before);
        }
        until("sessions", crowd::allEstablished);
        crowd.playFor(SETTLE_NANOS);
    }

    /** Everybody announces, and everything arrives and stays; how long that took, in nanoseconds. */
    long converge() throws IOException {
        long start = System.nanoTime();
        crowd.announce();
        until("convergence", crowd::complete);
        long nanos = System.nanoTime() - start;
        rest();
        if (!crowd.complete()) {
            complaints.add("routes were withdrawn again: " + crowd.progress());
        }
        return nanos;
    }

    /** Everybody withdraws, and everything goes; how long that took, in nanoseconds. */
    long empty() throws IOException {
        long start = System.nanoTime();
        crowd.withdraw();
        until("withdrawal", crowd::empty);
        long nanos = System.nanoTime() - start;
        rest();
        return nanos;
    }

    /** Processor time since the start, in seconds. */
    double processorSeconds() throws IOException {
        return ProcessCost.processorSeconds(processes());
    }

    /** Adds what the process needs now, and what it has needed at most. */
    void addMemory() throws IOException {
        add("pssMib", ProcessCost.memoryKib(processes()) / KIB_PER_MIB);
        add("peakRssMib", ProcessCost.peakKib(processes()) / KIB_PER_MIB);
    }

    private List<Long> processes() {
        List<Long> all = new ArrayList<>();
        ProcessHandle.of(process.pid()).ifPresent(first -> {
            all.add(first.pid());
            first.descendants().forEach(child -> all.add(child.pid()));
        });
        return all;
    }

    @Override
    public void close() throws IOException {
        crowd.close();
        List<ProcessHandle> children = ProcessHandle.of(process.pid())
                .map(first -> first.descendants().toList())
                .orElse(List.of());
        process.stop(GRACE);
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
