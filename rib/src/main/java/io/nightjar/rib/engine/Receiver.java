package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.inbound.ReceivedUpdate;
import io.nightjar.rib.inbound.ReceivedUpdate.Announcement;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.LocRib;
import io.nightjar.rib.table.Sharing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The way from an UPDATE through a peer's Adj-RIB-In to the routes that take part in the decision. */
final class Receiver {

    private static final Communities NO_COMMUNITIES = new Communities(List.of(), false);

    private final ImportRules rules;
    private final AttributeInterner interner;
    private final UnaryOperator<Route> routes;
    private final LocRib locRib;

    Receiver(ImportRules rules, Sharing sharing, LocRib locRib) {
        this.rules = rules;
        this.interner = sharing.attributes();
        this.routes = sharing.routes();
        this.locRib = locRib;
    }

    /** Applies an UPDATE. {@code clusterIds} are those that we reflect for. */
    void receive(RibPeer peer, UpdateMessage message, Set<BgpIdentifier> clusterIds) {
        ReceivedUpdate update = ReceivedUpdate.of(message, peer.sender());
        for (Nlri nlri : update.withdrawn()) {
            peer.changes().withdrawn(withdraw(peer, nlri));
        }
        OwnIdentity own = peer.own(clusterIds);
        for (Announcement announcement : update.announcements()) {
            PathAttributes attributes = interner.intern(announcement.attributes());
            ImportReason checked = rules.checkAttributes(attributes, own, peer.sender());
            for (Nlri nlri : announcement.nlri()) {
                accept(peer, route(peer, nlri, attributes), checked);
            }
        }
    }

    /** The route that is there if nothing is different about it: what is only announced again makes no new objects. */
    private Route route(RibPeer peer, Nlri nlri, PathAttributes attributes) {
        Route known = peer.adjRibIn().route(nlri);
        boolean same = known != null
                && known.attributes().equals(attributes)
                && known.source().equals(peer.source());
        return known != null && same ? known : routes.apply(new Route(nlri, attributes, peer.source()));
    }

    /** Says whether there was a route. */
    private boolean withdraw(RibPeer peer, Nlri nlri) {
        Route removed = peer.adjRibIn().remove(nlri);
        if (removed == null) {
            return false;
        }
        locRib.remove(nlri, removed.source());
        return true;
    }

    private void accept(RibPeer peer, Route route, ImportReason checked) {
        ImportVerdict verdict = rules.decide(checked, route, peer.policy().importPolicy());
        Route former = peer.adjRibIn().put(route, verdict.reason());
        peer.changes().announced(verdict.reason(), !route.equals(former));
        offer(route, verdict);
    }

    /** Lets a route take part in the decision as the policy makes it, or not any more. */
    private void offer(Route route, ImportVerdict verdict) {
        if (verdict.accepted()) {
            locRib.put(
                    verdict.operations().isEmpty()
                            ? route
                            : route.withAttributes(interner.intern(
                                    RouteOperation.applyAll(verdict.operations(), route.attributes()))));
        } else {
            locRib.remove(route.nlri(), route.source());
        }
    }

    /** Decides again about all that the peer has announced: its policy, or what we are, has changed. */
    void receiveAgain(RibPeer peer, Set<BgpIdentifier> clusterIds) {
        OwnIdentity own = peer.own(clusterIds);
        Map<PathAttributes, ImportReason> checked = new HashMap<>();
        for (Route route : peer.adjRibIn().routes()) {
            PathAttributes attributes = route.attributes();
            ImportReason reason = checked.computeIfAbsent(
                    attributes, unchecked -> rules.checkAttributes(unchecked, own, peer.sender()));
            boolean same = route.source().equals(peer.source());
            reconsider(
                    peer, same ? route : new Route(route.prefix(), route.pathId(), attributes, peer.source()), reason);
        }
    }

    /** Decides again about a route; whether it is stale stays as it is. */
    private void reconsider(RibPeer peer, Route route, ImportReason checked) {
        ImportVerdict verdict = rules.decide(checked, route, peer.policy().importPolicy());
        peer.adjRibIn().set(route, verdict.reason());
        offer(route, verdict);
    }

    /** Takes back what is stale; the rest of the family is right. */
    void sweep(RibPeer peer, Afi afi) {
        peer.adjRibIn().stale(afi).forEach(nlri -> withdraw(peer, nlri));
        peer.adjRibIn().unmark(afi);
    }

    /** Takes back everything of a family. */
    void drop(RibPeer peer, Afi afi) {
        peer.adjRibIn().of(afi).forEach(nlri -> withdraw(peer, nlri));
        peer.adjRibIn().unmark(afi);
    }

    /** RFC 9494 §4.2: what is stale says so from now on, unless it must not be kept that long. */
    void ageStale(RibPeer peer, Afi afi) {
        for (Nlri nlri : peer.adjRibIn().stale(afi)) {
            Route route = Objects.requireNonNull(peer.adjRibIn().route(nlri));
            Communities communities = route.attributes().find(Communities.class).orElse(NO_COMMUNITIES);
            if (communities.contains(Community.NO_LLGR)) {
                withdraw(peer, nlri);
            } else if (!communities.contains(Community.LLGR_STALE)) {
                PathAttributes aged = interner.intern(route.attributes().with(communities.with(Community.LLGR_STALE)));
                ImportReason reason = peer.adjRibIn().reason(nlri);
                boolean byPolicy = reason == ImportReason.REJECTED_BY_POLICY;
                reconsider(peer, route.withAttributes(aged), byPolicy ? ImportReason.ACCEPTED : reason);
            }
        }
    }

    /** Takes back all that the peer has announced. */
    void withdrawAll(RibPeer peer) {
        for (Route route : peer.adjRibIn().routes()) {
            locRib.remove(route.nlri(), route.source());
        }
    }
}
