package io.nightjar.rib.engine;

import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.engine.RibCommand.Drain;
import io.nightjar.rib.engine.RibCommand.Learn;
import io.nightjar.rib.engine.RibCommand.NextHopsChanged;
import io.nightjar.rib.engine.RibCommand.Originate;
import io.nightjar.rib.engine.RibCommand.OutputWritable;
import io.nightjar.rib.engine.RibCommand.PeerDown;
import io.nightjar.rib.engine.RibCommand.PeerUp;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.engine.RibCommand.RestartCompleted;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.TimeUp;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AdjRibIn;
import io.nightjar.rib.table.LocRib;
import io.nightjar.rib.table.Sharing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All routing state. Without a thread or a clock: commands are applied by whoever owns the engine, and each run of them is
 * ended with {@link #settle}. Belongs to the first thread that uses it.
 */
public final class RibEngine {

    private final OwnerThread owner = new OwnerThread();
    private final RibListener listener;
    private final LocRib locRib;
    private final Receiver receiver;
    private final StaleRoutes staleRoutes;
    private final RouteSet originated;
    private final UpdateGroups groups;
    private final EngineView view;
    private final Commands commands = new Commands();
    private final Map<PeerId, RibPeer> peers = new LinkedHashMap<>();
    private final List<EndOfRib> endsOfRib = new ArrayList<>();
    private final OwnClusters clusters = new OwnClusters();

    /** An empty table of a speaker that was not there before: peers get End-of-RIB at once. */
    public RibEngine(RoutingRules rules, NextHopResolver resolver, RibListener listener) {
        this(rules, resolver, listener, false);
    }

    /**
     * An empty table.
     *
     * @param rules full mesh or route reflection
     * @param resolver what is known about next hops at the start
     * @param listener hears about best paths
     * @param restarting whether there is more to come at first: who keeps our routes gets no End-of-RIB before {@link
     *     RibCommand.RestartCompleted} (RFC 4724 §4.1)
     */
    public RibEngine(RoutingRules rules, NextHopResolver resolver, RibListener listener, boolean restarting) {
        this(rules, resolver, listener, restarting, Sharing.ofOneTable());
    }

    /**
     * An empty table that shares equal values with others.
     *
     * @param sharing theirs; all of them belong to one thread
     */
    public RibEngine(
            RoutingRules rules, NextHopResolver resolver, RibListener listener, boolean restarting, Sharing sharing) {
        this.listener = listener;
        this.locRib = new LocRib(resolver, sharing.paths());
        ImportRules importRules = new ImportRules(rules.loopCheck(), locRib::device);
        ExportRules exportRules = new ExportRules(rules.internal(), locRib::device);
        this.receiver = new Receiver(importRules, sharing, locRib);
        this.staleRoutes = new StaleRoutes(receiver, listener);
        this.originated = new RouteSet(locRib);
        this.groups = new UpdateGroups(exportRules, sharing.attributes(), locRib, restarting);
        this.view = new EngineView(peers, locRib, groups, importRules, exportRules);
    }

    private record EndOfRib(PeerId peer, AddressFamily family) {}

    /** Applies a command. Its effects may wait for {@link #settle}. */
    public void apply(RibCommand command) {
        owner.check();
        command.handle(commands);
    }

    /** Decides what was touched, tells the listener, then the peers (RFC 4271 §9.1.2, §9.1.3). */
    public void settle() {
        owner.check();
        List<Prefix> touched = groups.touched();
        List<BestPathChange> changes = locRib.decide();
        if (!changes.isEmpty()) {
            listener.bestPathsChanged(changes);
        }
        groups.apply(changes, touched);
        List<EndOfRib> ended = List.copyOf(endsOfRib);
        endsOfRib.clear();
        ended.forEach(end -> listener.endOfRib(end.peer, end.family));
    }

    /** The state as of the last {@link #settle}, valid until the next command. */
    public RibView view() {
        owner.check();
        return view;
    }

    /** The commands' implementations; a class of its own so that they are not part of the engine's face. */
    private final class Commands implements RibCommand.Handler {

        @Override
        public void peerUp(PeerUp command) {
            RibPeer former = peers.get(command.session().peer());
            if (former != null && former.established()) {
                forget(former.id());
                former = null;
            }
            AdjRibIn announced = former == null ? new AdjRibIn() : former.adjRibIn();
            RibPeer peer = new RibPeer(command.session(), command.policy(), command.output(), announced);
            peers.put(peer.id(), peer);
            clusters.add(peer.policy());
            groups.join(peer);
            if (former != null) {
                clusters.remove(former.policy());
                staleRoutes.takeOver(former, peer);
                receiver.receiveAgain(peer, clusters.ids());
            }
            clustersChanged();
        }

        @Override
        public void peerDown(PeerDown command) {
            RibPeer peer = peers.get(command.peer());
            if (peer == null) {
                return;
            }
            boolean keep = command.keepRoutes()
                    && peer.established()
                    && !peer.prefixLimits().exceeded();
            if (keep && staleRoutes.keep(peer)) {
                peer.lost();
                groups.leave(peer.id());
                endsOfRib.removeIf(end -> end.peer.equals(peer.id()));
            } else {
                forget(peer.id());
            }
            clustersChanged();
        }

        @Override
        public void updateReceived(UpdateReceived command) {
            RibPeer peer = peers.get(command.peer());
            if (peer == null || !peer.established() || peer.prefixLimits().exceeded()) {
                return;
            }
            command.update().endOfRibFamily().ifPresent(family -> {
                if (peer.endOfRibReceived().add(family)) {
                    endsOfRib.add(new EndOfRib(peer.id(), family));
                }
            });
            receiver.receive(peer, command.update(), clusters.ids());
            command.update().endOfRibFamily().ifPresent(family -> staleRoutes.endOfRib(peer, family));
            peer.prefixLimits().check(peer, listener);
        }

        @Override
        public void routeRefreshReceived(RouteRefreshReceived command) {
            RibPeer peer = peers.get(command.peer());
            if (peer == null || !peer.established()) {
                return;
            }
            switch (command.subtype()) {
                case RouteRefreshMessage.REQUEST -> groups.refresh(peer.id(), command.family());
                case RouteRefreshMessage.BEGIN -> staleRoutes.refreshBegan(peer, command.family());
                case RouteRefreshMessage.END -> staleRoutes.refreshEnded(peer, command.family());
                default -> throw new IllegalStateException("subtype " + command.subtype());
            }
        }

        @Override
        public void timeUp(TimeUp command) {
            RibPeer peer = peers.get(command.peer());
            if (peer == null) {
                return;
            }
            staleRoutes.timeUp(peer, command.family(), command.number());
            if (!peer.established() && peer.stale().isEmpty()) {
                forget(peer.id());
                clustersChanged();
            }
        }

        /** Who has something to catch up with is asked in each {@link #settle}; this command makes one happen. */
        @Override
        public void outputWritable(OutputWritable command) {}

        @Override
        public void originate(Originate command) {
            originated.replaceAll(command.routes().stream().map(Commands::route).toList());
        }

        @Override
        public void learn(Learn command) {
            command.gone().forEach(route -> locRib.remove(route.nlri(), route.source()));
            command.routes().forEach(locRib::put);
        }

        private static Route route(OriginatedRoute wanted) {
            IpAddress gateway = wanted.gateway();
            return gateway == null
                    ? Route.originated(wanted.prefix(), wanted.origin())
                    : Route.via(wanted.prefix(), gateway, wanted.origin());
        }

        @Override
        public void policyChanged(PolicyChanged command) {
            RibPeer peer = peers.get(command.peer());
            if (peer == null) {
                return;
            }
            PeerPolicy before = peer.policy();
            var source = peer.source();
            clusters.remove(before);
            clusters.add(command.policy());
            peer.replacePolicy(command.policy());
            if (peer.established()) {
                groups.move(peer);
            }
            clustersChanged();
            if (!source.equals(peer.source())
                    || !before.importPolicy().equals(peer.policy().importPolicy())
                    || before.allowedLocalAs() != peer.policy().allowedLocalAs()) {
                receiver.receiveAgain(peer, clusters.ids());
            }
            peer.prefixLimits().check(peer, listener);
        }

        @Override
        public void nextHopsChanged(NextHopsChanged command) {
            locRib.replaceResolver(command.resolver(), command.inside());
        }

        @Override
        public void restartCompleted(RestartCompleted command) {
            groups.restartCompleted();
        }

        @Override
        public void drain(Drain command) {
            groups.drain();
            peers.values().stream().filter(RibPeer::established).forEach(groups::move);
        }

        private void forget(PeerId id) {
            RibPeer peer = peers.remove(id);
            if (peer != null) {
                clusters.remove(peer.policy());
                groups.leave(id);
                staleRoutes.forget(peer);
                receiver.withdrawAll(peer);
                endsOfRib.removeIf(end -> end.peer.equals(id));
                listener.peerForgotten(peer.session());
            }
        }

        /** RFC 4456 §8: which CLUSTER_LISTs are loops depends on the clusters that we reflect for. */
        private void clustersChanged() {
            if (clusters.update()) {
                peers.values().forEach(peer -> receiver.receiveAgain(peer, clusters.ids()));
            }
        }
    }
}
