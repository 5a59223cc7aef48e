package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.benchmarks.harness.ProcessCost;
import io.nightjar.benchmarks.harness.RouteCount;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** One start of a contender into the mesh, until it is stopped again. Belongs to a thread inside the others' namespace. */
final class Join {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Looking at the kernel's count takes time away from whom is measured; routes come within seconds here. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MIB = 1024;
    private static final double PERCENT = 100;

    private final MeshGround ground;
    private final MeshPrograms programs;
    private final Contender contender;
    private final Complaints complaints;
    private final Map<String, Double> values = new TreeMap<>();

    Join(MeshPrograms programs, Contender contender, Complaints complaints) {
        this.ground = programs.ground();
        this.programs = programs;
        this.contender = contender;
        this.complaints = complaints;
    }

    /**
     * Starts, measures, and stops.
     *
     * @param limitSeconds how long joining may take
     * @param settleSeconds until memory is looked at again
     * @param idleSeconds how long nothing happens afterwards; 0 to leave that out
     */
    Map<String, Double> measure(int limitSeconds, int settleSeconds, int idleSeconds) throws IOException {
        int empty = prefixes();
        List<LabProcess> processes = List.of();
        try (Players players = new Players(ground.plan(), complaints)) {
            long start = System.nanoTime();
            processes = programs.start(contender);
            long limit = TimeUnit.SECONDS.toNanos(limitSeconds);
            CompletableFuture<Long> kernel = watchKernel(empty + expected(), start, limit);
            play(players, kernel, processes, limit);
            addTimes(players.moments(), start, kernel.join());
            addCosts(players, processes, settleSeconds, idleSeconds);
            new KernelCheck(ground.plan(), contender, complaints).check(ground.kernelRoutes());
        } finally {
            processes.forEach(process -> process.stop(GRACE));
            ground.clearKernel();
        }
        if (prefixes() != empty) {
            throw new IOException("the kernel still has " + (prefixes() - empty) + " prefixes of " + contender.title());
        }
        return values;
    }

    private int expected() {
        return ground.plan().routes() + (contender.writesOwnBlocks() ? MeshPlan.BLOCKS : 0);
    }

    private int prefixes() throws IOException {
        return InNamespace.call(ground.targetNamespace(), RouteCount::now);
    }

    private CompletableFuture<Long> watchKernel(int wanted, long start, long limitNanos) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return InNamespace.call(
                        ground.targetNamespace(),
                        () -> RouteCount.nanosUntil(wanted, start, new RouteCount.Pace(limitNanos, LOOK_NANOS)));
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        });
    }

    private static void play(
            Players players, CompletableFuture<Long> kernel, List<LabProcess> processes, long limitNanos)
            throws IOException {
        boolean inTime = players.playUntil(
                () -> kernel.isCompletedExceptionally()
                        || (players.complete() && kernel.isDone())
                        || processes.stream().anyMatch(process -> !process.isAlive()),
                limitNanos);
        if (kernel.isCompletedExceptionally()) {
            throw new IOException(failure(kernel) + "; " + players.progress());
        }
        if (!inTime || !players.complete() || !kernel.isDone()) {
            throw new IOException("not there in time, or ended: " + players.progress());
        }
    }

    private static String failure(CompletableFuture<Long> kernel) {
        try {
            return kernel.join() + " ns, which is no failure";
        } catch (CompletionException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private void addTimes(Players.Moments moments, long start, long kernelNanos) {
        addSeconds(Result.FIRST_SESSION, moments.firstSession() - start);
        addSeconds(Result.ALL_SESSIONS, moments.allSessions() - start);
        addSeconds(Result.ANNOUNCED, moments.allInformed() - start);
        addSeconds(Result.KERNEL, kernelNanos);
        long last = Math.max(moments.allSessions(), moments.allInformed()) - start;
        addSeconds(Result.ALL, Math.max(last, kernelNanos));
    }

    private void addSeconds(String name, long nanos) {
        values.put(name, nanos / NANOS_PER_SECOND);
    }

    private void addCosts(Players players, List<LabProcess> running, int settleSeconds, int idleSeconds)
            throws IOException {
        List<Long> processes = running.stream().map(LabProcess::pid).toList();
        values.put(Result.PROCESSOR, ProcessCost.processorSeconds(processes));
        values.put(Result.SHARE, ProcessCost.memoryKib(processes) / KIB_PER_MIB);
        values.put(Result.RESIDENT, ProcessCost.residentKib(processes) / KIB_PER_MIB);
        players.playFor(TimeUnit.SECONDS.toNanos(settleSeconds));
        values.put(Result.SHARE_LATER, ProcessCost.memoryKib(processes) / KIB_PER_MIB);
        values.put(Result.RESIDENT_LATER, ProcessCost.residentKib(processes) / KIB_PER_MIB);
        if (idleSeconds > 0) {
            double before = ProcessCost.processorSeconds(processes);
            players.playFor(TimeUnit.SECONDS.toNanos(idleSeconds));
            values.put(Result.IDLE, PERCENT * (ProcessCost.processorSeconds(processes) - before) / idleSeconds);
        }
        if (!players.complete()) {
            complaints.add("not for long: " + players.progress());
        }
    }
}
