package io.nightjar.kernel;

import java.util.List;

/**
 * The port to one routing table of the kernel, both families.
 *
 * <p>Opened, used and closed by one thread, with the exception of {@link #wakeUp}.
 */
public interface KernelRouteTable extends AutoCloseable {

    /** How to get one. Called in the thread that will use it. */
    @FunctionalInterface
    interface Opener {

        KernelRouteTable open() throws KernelException;
    }

    /** Reads everything as it is now. */
    KernelSnapshot scan() throws KernelException;

    /** Like {@link #scan}, but need not take the routes apart if the kernel shows them exactly as it did then. */
    default KernelSnapshot scanAgain() throws KernelException {
        return scan();
    }

    /** In which other tables routes of ours stand, one entry for each family and table. */
    default List<RoutesElsewhere> ownElsewhere() throws KernelException {
        return List.of();
    }

    /**
     * Carries out operations: additions before deletions, so that nothing is missing in between. One that fails does not
     * stop the others.
     *
     * @return one result for each operation, in the same order
     */
    List<OperationResult> apply(List<RouteOperation> operations) throws KernelException;

    /**
     * Waits until there are events, {@link #wakeUp} is called or the time is over.
     *
     * @param timeoutMillis 0 does not wait, and leaves a wake-up for the next wait
     * @return the events in the order of their happening; empty if there are none
     */
    List<KernelEvent> awaitEvents(long timeoutMillis) throws KernelException;

    /** Ends a present or the next wait at once. May be called by any thread, and after closing. */
    void wakeUp();

    /** Lets go of the kernel; routes stay. */
    @Override
    void close();
}
