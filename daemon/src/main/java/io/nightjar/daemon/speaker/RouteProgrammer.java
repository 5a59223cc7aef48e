package io.nightjar.daemon.speaker;

import io.nightjar.kernel.RouteChange;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.KernelConfig;
import java.util.List;

/**
 * From the table to the kernel: best paths become desired routes. Called on the table's thread; the configuration may be
 * read anywhere.
 */
final class RouteProgrammer {

    private final Forwarding forwarding;

    private volatile KernelProgram program = new KernelProgram(KernelConfig.OFF);

    RouteProgrammer(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    /** What is in force. */
    KernelProgram program() {
        return program;
    }

    /** From now on routes are programmed like this; {@link #reprogram} applies it to those that are there. */
    void configure(KernelConfig config) {
        program = new KernelProgram(config);
    }

    /** Decides anew about all best paths. */
    void reprogram(RibView view) {
        KernelProgram now = program;
        List<RouteChange> changes = view.bestPaths().stream()
                .map(best -> now.change(best.prefix(), best))
                .toList();
        forwarding.desire(changes);
    }

    /** Programs what is different. */
    void bestPathsChanged(List<BestPathChange> changes) {
        KernelProgram now = program;
        forwarding.desire(changes.stream()
                .map(change -> now.change(change.prefix(), change.now()))
                .toList());
    }
}
