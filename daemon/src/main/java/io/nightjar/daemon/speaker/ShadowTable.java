package io.nightjar.daemon.speaker;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.RouteChange;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.PeerOutput;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the table would be under a configuration, with what its peers have announced until now: an engine of its own, fed with
 * the real one's routes. It tells nobody anything.
 */
final class ShadowTable {

    private final RibEngine engine;

    private final List<PeerId> peers = new ArrayList<>();

    private final KernelProgram program;

    /**
     * What the real table has been told.
     *
     * @param peers with their sessions
     * @param learned from the kernel
     */
    record Contents(List<Announced> peers, Set<Route> learned) {

        /** Takes it out of the real table, on its thread. */
        static Contents of(RibView view) {
            Set<Route> learned = new HashSet<>();
            for (DestinationView destination : view.destinations()) {
                destination.routes().stream()
                        .map(DestinationView.RouteView::route)
                        .filter(route -> route.source().kind() == RouteSource.Kind.KERNEL)
                        .forEach(learned::add);
            }
            return new Contents(
                    view.peers().stream()
                            .map(peer -> new Announced(
                                    peer.session(), view.received(peer.session().peer())))
                            .toList(),
                    learned);
        }

        /** How much work it is. */
        int routes() {
            return peers.stream().mapToInt(peer -> peer.routes().size()).sum();
        }
    }

    /** What one peer has announced. */
    record Announced(NegotiatedSession session, List<Route> routes) {}

    /** Decides everything. */
    ShadowTable(Contents contents, SpeakerConfig config, NextHopResolver resolver, KernelProgram program) {
        this.program = program;
        engine = new RibEngine(ReflectionRules.rules(), resolver, RibListener.NONE);
        PolicyDirectory policies = PolicyDirectory.of(config);
        engine.apply(new RibCommand.Originate(config.originated()));
        engine.apply(new RibCommand.Learn(contents.learned(), Set.of()));
        for (Announced peer : contents.peers()) {
            if (policies.knows(peer.session())) {
                peers.add(peer.session().peer());
                engine.apply(new RibCommand.PeerUp(peer.session(), policies.of(peer.session()), new Silence()));
                peer.routes()
                        .forEach(route -> engine.apply(
                                new RibCommand.UpdateReceived(peer.session().peer(), announcement(route))));
            }
        }
        engine.settle();
    }

    private static UpdateMessage announcement(Route route) {
        AddressFamily family = route.family();
        PathAttributes attributes = route.attributes();
        NextHop nextHop = attributes.find(NextHop.class).orElse(null);
        List<Nlri> nlri = List.of(route.nlri());
        if (nextHop == null
                || (family.equals(AddressFamily.IPV4_UNICAST)
                        && nextHop.address().afi().equals(Afi.IPV4))) {
            return new UpdateMessage(List.of(), attributes, nlri);
        }
        return new UpdateMessage(
                List.of(),
                attributes.without(AttributeType.NEXT_HOP).with(new MpReachNlri(family, nextHop.address(), null, nlri)),
                List.of());
    }

    /** Peers with whom there is a session. */
    List<PeerId> peers() {
        return List.copyOf(peers);
    }

    /** The best path to each destination, in words. */
    SortedMap<Prefix, String> reachable() {
        SortedMap<Prefix, String> texts = new TreeMap<>();
        for (ResolvedRoute best : engine.view().bestPaths()) {
            texts.put(best.prefix(), best.prefix() + " from " + source(best.route()));
        }
        return texts;
    }

    /** What is programmed, in words. */
    SortedMap<Prefix, String> kernel() {
        SortedMap<Prefix, String> texts = new TreeMap<>();
        for (Multipath paths : engine.view().forwarding()) {
            if (program.config().enabled()
                    && program.change(paths.prefix(), paths) instanceof RouteChange.Install install) {
                texts.put(
                        paths.prefix(),
                        paths.prefix() + " " + program.describe(paths)
                                + metric(install.route().metric()));
            }
        }
        return texts;
    }

    private static String metric(long metric) {
        return metric == 0 ? "" : " metric " + metric;
    }

    /** What a peer is told, in words. */
    SortedMap<Prefix, String> advertised(PeerId peer) {
        SortedMap<Prefix, String> texts = new TreeMap<>();
        for (Route route : engine.view().advertised(peer)) {
            String text = route.prefix() + " "
                    + route.attributes().asList().stream()
                            .map(AttributeText::of)
                            .map(attribute -> attribute.name() + " " + attribute.value())
                            .toList();
            texts.merge(route.prefix(), text, (one, other) -> one + ", " + other);
        }
        return texts;
    }

    private static String source(Route route) {
        PeerId peer = route.source().peer();
        return peer != null ? peer.name() : route.source().kind() == RouteSource.Kind.KERNEL ? "the kernel" : "here";
    }

    /** A peer that is told nothing. */
    private static final class Silence implements PeerOutput {

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(List<byte[]> messages) {}

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {}
    }
}
