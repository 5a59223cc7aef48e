package io.nightjar.kernel;

/** One write to the kernel's table. Each is safe on its own: none can change or remove a route of another protocol. */
public sealed interface RouteOperation {

    /** The route that this is about: the one that shall be there, or the one that shall go. */
    KernelRoute route();

    /** Adds a route where none with the same key stands; refused with {@link OperationOutcome#EXISTS} otherwise. */
    record Add(KernelRoute route) implements RouteOperation {}

    /** Puts {@code route} in the place of {@code old}, which is for the same destination and ours as well. */
    record Replace(KernelRoute old, KernelRoute route) implements RouteOperation {

        public Replace {
            boolean samePlace = old.destination().equals(route.destination()) && old.table() == route.table();
            if (!samePlace || !old.isOwn() || !route.isOwn()) {
                throw new IllegalArgumentException("cannot put " + route + " in the place of " + old);
            }
        }
    }

    /** Removes exactly this route, which is ours. */
    record Delete(KernelRoute route) implements RouteOperation {

        public Delete {
            if (!route.isOwn()) {
                throw new IllegalArgumentException("not ours to delete: " + route);
            }
        }
    }
}
