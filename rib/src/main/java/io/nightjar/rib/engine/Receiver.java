package io.nightjar.rib.engine;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.inbound.ReceivedUpdate;
import io.nightjar.rib.inbound.ReceivedUpdate.Announcement;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AttributeInterner;
import io.nightjar.rib.table.LocRib;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way from an UPDATE through a peer's Adj-RIB-In to the routes that take part in the decision. */
final class Receiver {

    private final ImportRules rules;
    private final AttributeInterner interner;
    private final LocRib locRib;

    Receiver(ImportRules rules, AttributeInterner interner, LocRib locRib) {
        this.rules = rules;
        this.interner = interner;
        this.locRib = locRib;
    }

    /** Applies an UPDATE. {@code clusterIds} are those that we reflect for. */
    void receive(RibPeer peer, UpdateMessage message, Set<BgpIdentifier> clusterIds) {
        ReceivedUpdate update = ReceivedUpdate.of(message, peer.sender());
        for (Nlri nlri : update.withdrawn()) {
            withdraw(peer, nlri);
        }
        OwnIdentity own = own(peer, clusterIds);
        for (Announcement announcement : update.announcements()) {
            PathAttributes attributes = interner.intern(announcement.attributes());
            ImportReason checked = rules.checkAttributes(attributes, own, peer.sender());
            for (Nlri nlri : announcement.nlri()) {
                accept(peer, new Route(nlri, attributes, peer.source()), checked);
            }
        }
    }

    private void withdraw(RibPeer peer, Nlri nlri) {
        Route removed = peer.adjRibIn().remove(nlri);
        if (removed != null) {
            locRib.remove(nlri, removed.source());
        }
    }

    private void accept(RibPeer peer, Route route, ImportReason checked) {
        ImportReason reason = rules.decide(
                        checked, route.prefix(), peer.policy().importPolicy())
                .reason();
        peer.adjRibIn().put(route, reason);
        if (reason == ImportReason.ACCEPTED) {
            locRib.put(route);
        } else {
            locRib.remove(route.nlri(), route.source());
        }
    }

    /** Decides again about all that the peer has announced: its policy, or what we are, has changed. */
    void receiveAgain(RibPeer peer, Set<BgpIdentifier> clusterIds) {
        OwnIdentity own = own(peer, clusterIds);
        Map<PathAttributes, ImportReason> checked = new HashMap<>();
        for (Route route : List.copyOf(peer.adjRibIn().routes())) {
            PathAttributes attributes = route.attributes();
            ImportReason reason = checked.computeIfAbsent(
                    attributes, unchecked -> rules.checkAttributes(unchecked, own, peer.sender()));
            boolean same = route.source().equals(peer.source());
            accept(peer, same ? route : new Route(route.nlri(), attributes, peer.source()), reason);
        }
    }

    /** Takes back all that the peer has announced. */
    void withdrawAll(RibPeer peer) {
        for (Route route : peer.adjRibIn().routes()) {
            locRib.remove(route.nlri(), route.source());
        }
    }

    private static OwnIdentity own(RibPeer peer, Set<BgpIdentifier> clusterIds) {
        PeerConfig.Local local = peer.session().config().local();
        return new OwnIdentity(
                local.asNumber(), local.identifier(), clusterIds, peer.policy().allowedLocalAs());
    }
}
