package io.nightjar.kernel.testing;

import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import java.util.List;
import java.util.function.Consumer;

/** A table of whose writes somebody is told, when they have been done and before anybody else knows. */
public final class ObservedRouteTable extends DelegatingRouteTable {

    private final Consumer<List<OperationResult>> observer;

    public ObservedRouteTable(KernelRouteTable table, Consumer<List<OperationResult>> observer) {
        super(table);
        this.observer = observer;
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) throws KernelException {
        List<OperationResult> results = super.apply(operations);
        observer.accept(results);
        return results;
    }
}
