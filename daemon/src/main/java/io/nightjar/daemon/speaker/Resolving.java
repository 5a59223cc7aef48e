package io.nightjar.daemon.speaker;

import io.nightjar.kernel.KernelView;
import io.nightjar.rib.engine.RibCommand;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the table how next hops are reached, and where that is different. Owned by whoever tells of the machine's forwarding. */
final class Resolving {

    private final Consumer<RibCommand> table;

    /** What the table goes by; null as long as it has not been told. */
    private @Nullable KernelView told;

    Resolving(Consumer<RibCommand> table) {
        this.table = table;
    }

    /** The machine's forwarding knows this now; if the table cannot be told, it is told later what is different by then. */
    void viewChanged(ForwardingView now) {
        KernelView before = told;
        table.accept(
                before == null
                        ? new RibCommand.NextHopsChanged(now.nextHops())
                        : new RibCommand.NextHopsChanged(
                                now.nextHops(), now.kernel().changedSince(before)));
        told = now.kernel();
    }
}
