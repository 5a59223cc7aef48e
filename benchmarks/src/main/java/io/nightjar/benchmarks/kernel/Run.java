package io.nightjar.benchmarks.kernel;

import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.benchmarks.harness.ProcessCost;
import io.nightjar.benchmarks.harness.RouteCount;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures. Each contender has a kernel of its own, so to speak: a namespace that nobody else has written to. */
record Run(Machine machine, int rounds) {

    /** What a round leaves behind, such as freed memory and late timers, is not the next one's. */
    private static final long REST_MILLIS = 1000;

    private static final long PAUSE_BEFORE_REMOVAL = 200;
    private static final long STEP_OF_REMOVALS = 37;

    /** How long nothing happens while idle processor time is measured: two audits of the kernel (one a minute). */
    static final long IDLE_SECONDS = 120;

    /** Before that: what the last change has caused, such as the first audit after it, is over by then. */
    static final long SETTLING_SECONDS = 70;

    Measurement measure(Contender contender, int routes) throws IOException {
        return on(contender, routes, (ground, driver) -> rounds(contender, driver, routes));
    }

    /** What is done with a contender, by a thread inside the target. */
    @FunctionalInterface
    private interface Work<T> {

        T with(Ground ground, RouteDriver driver) throws IOException, InterruptedException;
    }

    private <T> T on(Contender contender, int routes, Work<T> work) throws IOException {
        try (Ground ground = Ground.open(machine)) {
            try (RouteDriver driver = contender.start(ground, routes)) {
                return InNamespace.call(ground.namespace(Ground.TARGET), () -> work.with(ground, driver));
            } catch (IOException failure) {
                throw new IOException(
                        failure.getMessage() + "\n" + ground.site().logs(), failure);
            }
        }
    }

    private Measurement rounds(Contender contender, RouteDriver driver, int routes)
            throws IOException, InterruptedException {
        int empty = RouteCount.now();
        Landmarks landmarks = Landmarks.of(routes);
        List<Long> adds = new ArrayList<>();
        List<Long> removes = new ArrayList<>();
        long memory = 0;
        double processorSeconds = ProcessCost.processorSeconds(driver.processes());
        for (int round = 0; round < rounds; round++) {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            long start = System.nanoTime();
            driver.add();
            landmarks.await(true);
            adds.add(RouteCount.nanosUntil(empty + routes, start));
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            memory = ProcessCost.memoryKib(driver.processes());
            start = System.nanoTime();
            driver.remove();
            landmarks.await(false);
            removes.add(RouteCount.nanosUntil(empty, start));
        }
        processorSeconds = ProcessCost.processorSeconds(driver.processes()) - processorSeconds;
        return new Measurement(contender, driver.version(), routes, adds, removes, memory, processorSeconds);
    }

    /**
     * Somebody else removes a route, another one each time.
     *
     * @return how long it was away each time, in nanoseconds, sorted
     */
    List<Long> repairs(Contender contender, int times) throws IOException {
        return on(contender, times, (ground, driver) -> {
            try (RawNetlink hand = RawNetlink.open(ground, 0)) {
                return repairs(driver, hand, times);
            }
        });
    }

    private static List<Long> repairs(RouteDriver driver, RawNetlink hand, int times)
            throws IOException, InterruptedException {
        int full = RouteCount.now() + times;
        driver.add();
        RouteCount.nanosUntil(full, System.nanoTime());
        List<Long> nanos = new ArrayList<>();
        for (int index = 0; index < times; index++) {
            // Not in step with anybody's timer.
            TimeUnit.MILLISECONDS.sleep(PAUSE_BEFORE_REMOVAL + index * STEP_OF_REMOVALS % REST_MILLIS);
            long start = System.nanoTime();
            hand.removeAnybodys(index);
            nanos.add(RouteCount.nanosUntil(full, start));
        }
        return nanos.stream().sorted().toList();
    }

    /** The share of one processor that a daemon needs while so many routes are there and nothing happens. */
    double idleShare(Contender contender, int routes) throws IOException {
        return on(contender, routes, (ground, driver) -> idleShare(driver, routes));
    }

    private static double idleShare(RouteDriver driver, int routes) throws IOException, InterruptedException {
        int empty = RouteCount.now();
        driver.add();
        RouteCount.nanosUntil(empty + routes, System.nanoTime());
        rest(driver, SETTLING_SECONDS);
        double before = ProcessCost.processorSeconds(driver.processes());
        rest(driver, IDLE_SECONDS);
        return (ProcessCost.processorSeconds(driver.processes()) - before) / IDLE_SECONDS;
    }

    /** So long nothing happens, unless a daemon ends: then there is nothing to measure. */
    private static void rest(RouteDriver driver, long seconds) throws IOException, InterruptedException {
        CompletableFuture<?>[] ends = driver.processes().stream()
                .flatMap(process -> ProcessHandle.of(process).stream())
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new);
        try {
            var unused = CompletableFuture.anyOf(ends).get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException stillThere) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end is a value", e);
        }
        throw new IOException("a daemon has ended while nothing happened");
    }
}
