package io.nightjar.kernel.testing;

import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.List;

/** Another table, but for what a test wants to be otherwise. */
public abstract class DelegatingRouteTable implements KernelRouteTable {

    private final KernelRouteTable table;

    /** All that is not overridden is done by {@code table}. */
    protected DelegatingRouteTable(KernelRouteTable table) {
        this.table = table;
    }

    @Override
    public KernelSnapshot scan() throws KernelException {
        return table.scan();
    }

    @Override
    public KernelSnapshot scanAgain() throws KernelException {
        return table.scanAgain();
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) throws KernelException {
        return table.apply(operations);
    }

    @Override
    public List<KernelEvent> awaitEvents(long timeoutMillis) throws KernelException {
        return table.awaitEvents(timeoutMillis);
    }

    @Override
    public void wakeUp() {
        table.wakeUp();
    }

    @Override
    public void close() {
        table.close();
    }
}
