package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import org.jspecify.annotations.Nullable;

/** A change to what is desired for one prefix. The latest change wins. */
public sealed interface RouteChange {

    /** The prefix that is decided about. */
    Prefix destination();

    /**
     * From now on this route is to be in the kernel.
     *
     * @param route one of ours, in the synchronised table
     * @param announcer the peer that it is from, whose word replaces a predecessor's route only when it has announced
     *     everything; null for a route that starts here
     */
    record Install(KernelRoute route, @Nullable PeerId announcer) implements RouteChange {

        public Install {
            if (!route.isOwn() || !route.isComplete()) {
                throw new IllegalArgumentException("not a route that can be installed: " + route);
            }
        }

        /** A route that starts here. */
        public Install(KernelRoute route) {
            this(route, null);
        }

        @Override
        public Prefix destination() {
            return route.destination();
        }
    }

    /** From now on no route of ours is to be in the kernel. */
    record Withdraw(Prefix destination) implements RouteChange {}
}
