package io.nightjar.kernel;

/** One write to the kernel's table. Each is safe on its own: none can change or remove a route of another protocol. */
public sealed interface RouteOperation {

    /** The route that this is about: the one that shall be there, or the one that shall go. */
    KernelRoute route();

    /** Adds a route where none with the same key stands; refused with {@link OperationOutcome#EXISTS} otherwise. */
    record Add(KernelRoute route) implements RouteOperation {

        @Override
        public RouteOperation loosely() {
            return this;
        }
    }

    /** The same for a route that the kernel did not know by all its properties, though it shows it. */
    RouteOperation loosely();

    /**
     * Puts {@code route} in the place of {@code old}, which is for the same destination and ours as well.
     *
     * @param loose whether the old one is known by its key, type and protocol alone
     */
    record Replace(KernelRoute old, KernelRoute route, boolean loose) implements RouteOperation {

        public Replace {
            boolean samePlace = old.destination().equals(route.destination()) && old.table() == route.table();
            if (!samePlace || !old.isOwn() || !route.isOwn()) {
                throw new IllegalArgumentException("cannot put " + route + " in the place of " + old);
            }
        }

        /** Of a route that is known by all its properties. */
        public Replace(KernelRoute old, KernelRoute route) {
            this(old, route, false);
        }

        @Override
        public RouteOperation loosely() {
            return new Replace(old, route, true);
        }
    }

    /**
     * Removes exactly this route, which is ours.
     *
     * @param loose whether it is known by its key, type and protocol alone
     */
    record Delete(KernelRoute route, boolean loose) implements RouteOperation {

        public Delete {
            if (!route.isOwn()) {
                throw new IllegalArgumentException("not ours to delete: " + route);
            }
        }

        /** A route that is known by all its properties. */
        public Delete(KernelRoute route) {
            this(route, false);
        }

        @Override
        public RouteOperation loosely() {
            return new Delete(route, true);
        }
    }
}
