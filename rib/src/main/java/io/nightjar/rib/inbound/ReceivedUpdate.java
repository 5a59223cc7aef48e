package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Safi;
import io.nightjar.bgp.peer.PeerType;
import java.util.ArrayList;
import java.util.List;

/**
 * An UPDATE with its families told apart: what is withdrawn, and groups of destinations that share attributes.
 *
 * @param withdrawn of all families; to be applied first (RFC 4271 §3.1: what is both is announced)
 * @param announcements at most one for each of the two places that an UPDATE has
 */
public record ReceivedUpdate(List<Nlri> withdrawn, List<Announcement> announcements) {

    public ReceivedUpdate {
        withdrawn = List.copyOf(withdrawn);
        announcements = List.copyOf(announcements);
    }

    /** Destinations with the attributes that they have in the table. */
    public record Announcement(PathAttributes attributes, List<Nlri> nlri) {}

    /** Takes an UPDATE from a peer of this type apart. */
    public static ReceivedUpdate of(UpdateMessage update, PeerType peerType) {
        List<Nlri> withdrawn = new ArrayList<>(update.withdrawn());
        update.attributes()
                .find(MpUnreachNlri.class)
                .filter(unreach -> isUnicast(unreach.family()))
                .ifPresent(unreach -> withdrawn.addAll(unreach.withdrawn()));
        List<Announcement> announcements = new ArrayList<>(2);
        PathAttributes shared = shared(update.attributes(), peerType);
        if (!update.announced().isEmpty()) {
            announcements.add(new Announcement(shared, update.announced()));
        }
        update.attributes()
                .find(MpReachNlri.class)
                .filter(reach -> isUnicast(reach.family()) && !reach.announced().isEmpty())
                .ifPresent(reach -> announcements.add(
                        new Announcement(shared.with(new NextHop(reach.nextHop())), reach.announced())));
        return new ReceivedUpdate(withdrawn, announcements);
    }

    /** The table has no other routes; a family that is not for it is left out as if it had not been negotiated. */
    private static boolean isUnicast(AddressFamily family) {
        return family.safi().equals(Safi.UNICAST);
    }

    private static PathAttributes shared(PathAttributes received, PeerType peerType) {
        PathAttributes attributes =
                received.without(AttributeType.MP_REACH_NLRI).without(AttributeType.MP_UNREACH_NLRI);
        if (peerType == PeerType.INTERNAL) {
            return attributes;
        }
        // RFC 4271 §5.1.5: LOCAL_PREF from an external peer is ignored. RFC 7606 §7.9, §7.10: so are these two.
        return attributes
                .without(AttributeType.LOCAL_PREF)
                .without(AttributeType.ORIGINATOR_ID)
                .without(AttributeType.CLUSTER_LIST);
    }
}
