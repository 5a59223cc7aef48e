package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.benchmarks.harness.NightjarWords;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures. Each contender has namespaces of its own; each of its starts finds a kernel without routes.
 *
 * @param where for the results: the hardware and the commit
 * @param packageFolder of the package that is measured beside the source tree
 * @param news hears what went wrong in detail
 */
record MeshRun(Machine machine, String where, Path packageFolder, Settings settings, Consumer<String> news) {

    /**
     * How much.
     *
     * @param starts of each contender
     * @param limitSeconds how long joining may take
     * @param settleSeconds until memory is looked at again
     * @param idleSeconds how long nothing happens while idle processor time is measured, in the first start; 0 for not at all
     */
    record Settings(int starts, int limitSeconds, int settleSeconds, int idleSeconds) {}

    Result measure(Contender contender, int nodes) throws IOException {
        Map<String, List<Double>> values = new TreeMap<>();
        Complaints complaints = new Complaints();
        List<String> remarks = new ArrayList<>();
        String version;
        try (MeshGround ground = MeshGround.open(machine, MeshPlan.of(nodes))) {
            MeshPrograms programs = new MeshPrograms(ground, launcher(contender));
            version = programs.version(contender);
            try {
                for (int start = 0; start < settings.starts && complaints.count() == 0; start++) {
                    int idleSeconds = start == 0 ? settings.idleSeconds : 0;
                    Join join = new Join(programs, contender, complaints);
                    Map<String, Double> once = InNamespace.call(
                            ground.othersNamespace(),
                            () -> join.measure(settings.limitSeconds, settings.settleSeconds, idleSeconds));
                    once.forEach((name, value) -> values.computeIfAbsent(name, unknown -> new ArrayList<>())
                            .add(value));
                }
            } catch (IOException failure) {
                remarks.add(String.valueOf(failure.getMessage()));
                news.accept(failure.getMessage() + "\n" + ground.site().logs());
            }
        }
        remarks.addAll(complaints.remarks());
        return new Result(contender, version, where, nodes, values, List.copyOf(complaints.tolerated()), remarks);
    }

    private Path launcher(Contender contender) {
        return contender == Contender.PACKAGED
                ? packageFolder.resolve("bin").resolve("nightjar")
                : NightjarWords.launcher(machine.packages());
    }
}
