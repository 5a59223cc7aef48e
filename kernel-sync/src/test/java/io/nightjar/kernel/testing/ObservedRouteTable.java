package io.nightjar.kernel.testing;

import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.List;
import java.util.function.Consumer;

/** A table of whose writes somebody is told, when they have been done and before anybody else knows. */
public final class ObservedRouteTable implements KernelRouteTable {

    private final KernelRouteTable table;
    private final Consumer<List<OperationResult>> observer;

    public ObservedRouteTable(KernelRouteTable table, Consumer<List<OperationResult>> observer) {
        this.table = table;
        this.observer = observer;
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
        List<OperationResult> results = table.apply(operations);
        observer.accept(results);
        return results;
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
