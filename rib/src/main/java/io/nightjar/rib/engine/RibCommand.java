package io.nightjar.rib.engine;

import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import java.util.List;
import java.util.Set;

/** What the table is told. */
public sealed interface RibCommand {

    /** Calls the method of {@code handler} that is for this command. */
    void handle(Handler handler);

    /** A session is established; older state of the same peer is replaced. */
    record PeerUp(NegotiatedSession session, PeerPolicy policy, PeerOutput output) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.peerUp(this);
        }
    }

    /**
     * A session has ended.
     *
     * @param keepRoutes whether its routes may be kept for a while (RFC 4724 §4.2), rather than being gone
     */
    record PeerDown(PeerId peer, boolean keepRoutes) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.peerDown(this);
        }
    }

    /** An established peer sent an UPDATE; the treatments of RFC 7606 have been applied to it. */
    record UpdateReceived(PeerId peer, UpdateMessage update) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.updateReceived(this);
        }
    }

    /**
     * An established peer sent a ROUTE-REFRESH (RFC 2918), or a marker of one if those were negotiated (RFC 7313).
     *
     * @param subtype {@link RouteRefreshMessage#REQUEST}, {@link RouteRefreshMessage#BEGIN} or {@link RouteRefreshMessage#END}
     */
    record RouteRefreshReceived(PeerId peer, AddressFamily family, int subtype) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.routeRefreshReceived(this);
        }
    }

    /** The time of {@link io.nightjar.rib.RibListener#waitBegan} has passed. */
    record TimeUp(PeerId peer, AddressFamily family, long number) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.timeUp(this);
        }
    }

    /** The peer's output can take more. */
    record OutputWritable(PeerId peer) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.outputWritable(this);
        }
    }

    /**
     * The routes that start here, all of them: what is not in the list any more is withdrawn.
     *
     * @param routes each prefix once; of several the first counts
     */
    record Originate(List<OriginatedRoute> routes) implements RibCommand {

        public Originate {
            routes = List.copyOf(routes);
        }

        @Override
        public void handle(Handler handler) {
            handler.originate(this);
        }
    }

    /**
     * What is different among the routes of the kernel that are not ours. Of each destination there is at most one connected and one
     * other.
     *
     * @param routes from {@link Route#learned}, new ones and others than before
     * @param gone those in whose place there is none any more
     */
    record Learn(Set<Route> routes, Set<Route> gone) implements RibCommand {

        public Learn {
            routes = Set.copyOf(routes);
            gone = Set.copyOf(gone);
        }

        @Override
        public void handle(Handler handler) {
            handler.learn(this);
        }
    }

    /** Other policies for an established peer; its session goes on. */
    record PolicyChanged(PeerId peer, PeerPolicy policy) implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.policyChanged(this);
        }
    }

    /**
     * Reachability changed.
     *
     * @param resolver from now on
     * @param inside the prefixes inside which it may answer differently than the one before
     */
    record NextHopsChanged(NextHopResolver resolver, Set<Prefix> inside) implements RibCommand {

        public NextHopsChanged {
            inside = Set.copyOf(inside);
        }

        /** Nobody knows where. */
        public NextHopsChanged(NextHopResolver resolver) {
            this(resolver, NextHopResolver.EVERYWHERE);
        }

        @Override
        public void handle(Handler handler) {
            handler.nextHopsChanged(this);
        }
    }

    /** We have heard again what there was before our restart: from now on peers are told when their table is complete. */
    record RestartCompleted() implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.restartCompleted(this);
        }
    }

    /** We are about to go: everybody is told to look for other ways (RFC 8326), while all that we have goes on being used. */
    record Drain() implements RibCommand {
        @Override
        public void handle(Handler handler) {
            handler.drain(this);
        }
    }

    /** One method for each command, so that a new one cannot be forgotten. */
    interface Handler {
        void peerUp(PeerUp command);

        void peerDown(PeerDown command);

        void updateReceived(UpdateReceived command);

        void routeRefreshReceived(RouteRefreshReceived command);

        void timeUp(TimeUp command);

        void outputWritable(OutputWritable command);

        void originate(Originate command);

        void learn(Learn command);

        void policyChanged(PolicyChanged command);

        void nextHopsChanged(NextHopsChanged command);

        void restartCompleted(RestartCompleted command);

        void drain(Drain command);
    }
}
