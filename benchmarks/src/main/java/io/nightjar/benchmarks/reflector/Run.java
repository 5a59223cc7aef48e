package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures. Each process has a namespace of its own.
 *
 * @param where for the results: the hardware and the commit
 * @param news hears what went wrong in detail
 */
record Run(Machine machine, String where, Settings settings, Consumer<String> news) {

    private static final long CHURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int CHURN_CHANGES = 600;

    private static final String COLD = "coldSeconds";
    private static final String WARM = "warmSeconds";
    private static final String COLD_COST = "processorSeconds";
    private static final String WARM_COST = "warmProcessorSeconds";

    /**
     * How much.
     *
     * @param starts how many processes of each contender
     * @param rounds how often in each of them; the first is the cold one
     * @param limitSeconds how long anything may take
     */
    record Settings(int starts, int rounds, int limitSeconds) {}

    Result measure(Contender contender, Case size) throws IOException {
        Stage.Settings shared = new Stage.Settings(settings.limitSeconds);
        List<String> remarks = new ArrayList<>();
        String version = "";
        for (int start = 0; start < settings.starts && remarks.isEmpty(); start++) {
            try (Ground ground = Ground.open(machine)) {
                version = start == 0 ? Programs.version(contender, ground) : version;
                try {
                    InNamespace.call(ground.namespace(), () -> measure(contender, size, ground, shared));
                } catch (IOException failure) {
                    remarks.add(String.valueOf(failure.getMessage()));
                    news.accept(failure.getMessage() + "\n" + ground.site().logs());
                }
            }
            remarks.addAll(shared.complaints().remarks());
        }
        return new Result(
                contender,
                version,
                where,
                size.workload(),
                size.clients(),
                size.routes(),
                shared.values(),
                List.copyOf(shared.complaints().tolerated()),
                remarks);
    }

    private boolean measure(Contender contender, Case size, Ground ground, Stage.Settings settings) throws IOException {
        Churn churn = new Churn();
        try (Stage stage = new Stage(contender, size, ground, settings, churn)) {
            switch (size.workload()) {
                case REFLECTOR, TABLE -> converge(stage);
                case STORM -> storm(stage);
                case CHURN -> churn(stage, churn, size);
                case START -> start(stage);
            }
        }
        return true;
    }

    private void converge(Stage stage) throws IOException {
        stage.establish();
        for (int round = 0; round < settings.rounds; round++) {
            if (round > 0) {
                stage.addSeconds("withdrawSeconds", stage.empty());
            }
            double before = stage.processorSeconds();
            stage.addSeconds(round == 0 ? COLD : WARM, stage.converge());
            stage.add(round == 0 ? COLD_COST : WARM_COST, stage.processorSeconds() - before);
            if (round == 0) {
                stage.addMemory();
            }
        }
    }

    private void storm(Stage stage) throws IOException {
        stage.establish();
        stage.converge();
        stage.crowd().announceAtOnce(true);
        for (int round = 0; round < settings.rounds; round++) {
            double before = stage.processorSeconds();
            stage.crowd().drop();
            stage.rest();
            long start = System.nanoTime();
            stage.crowd().dial();
            stage.until(
                    "convergence",
                    () -> stage.crowd().allEstablished() && stage.crowd().complete());
            stage.addSeconds(round == 0 ? COLD : WARM, System.nanoTime() - start);
            stage.rest();
            stage.until("lasting convergence", stage.crowd()::complete);
            if (round == 0) {
                stage.add("processorSeconds", stage.processorSeconds() - before);
                stage.addMemory();
            }
        }
    }

    private void churn(Stage stage, Churn churn, Case size) throws IOException {
        stage.establish();
        stage.converge();
        for (int round = 0; round < settings.rounds; round++) {
            double before = stage.processorSeconds();
            churn.begin();
            long next = System.nanoTime();
            for (int change = 0; change < CHURN_CHANGES; change++) {
                long due = next;
                stage.until("time", () -> System.nanoTime() >= due);
                churn.send(stage, change);
                next += CHURN_NANOS;
            }
            stage.rest();
            stage.until("last changes", () -> churn.missing(CHURN_CHANGES * (size.clients() - 1L)) == 0);
            String kind = round == 0 ? "Cold" : "Warm";
            stage.add("p50" + kind + "Ms", churn.millis(0.5));
            stage.add("p99" + kind + "Ms", churn.millis(0.99));
            stage.add("max" + kind + "Ms", churn.millis(1));
            stage.add("processorSeconds", stage.processorSeconds() - before);
        }
        stage.addMemory();
    }

    private static void start(Stage stage) throws IOException {
        stage.crowd().announceAtOnce(true);
        stage.crowd().dial();
        stage.until(
                "convergence",
                () -> stage.crowd().allEstablished() && stage.crowd().complete());
        long converged = System.nanoTime();
        stage.addSeconds("establishedSeconds", stage.crowd().firstEstablished() - stage.started());
        stage.addSeconds("convergedSeconds", converged - stage.started());
        stage.rest();
        stage.addMemory();
        stage.add("processorSeconds", stage.processorSeconds());
    }
}
