package io.nightjar.kernel;

import io.nightjar.bgp.net.Prefix;

/** A change to what is desired for one prefix. The latest change wins. */
public sealed interface RouteChange {

    /** The prefix that is decided about. */
    Prefix destination();

    /** From now on this route is to be in the kernel. It must be one of ours, in the synchronised table. */
    record Install(KernelRoute route) implements RouteChange {

        public Install {
            if (!route.isOwn() || !route.isComplete()) {
                throw new IllegalArgumentException("not a route that can be installed: " + route);
            }
        }

        @Override
        public Prefix destination() {
            return route.destination();
        }
    }

    /** From now on no route of ours is to be in the kernel. */
    record Withdraw(Prefix destination) implements RouteChange {}
}
