package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Safi;
import java.util.ArrayList;
import java.util.List;

/**
 * An UPDATE with its families told apart: what is withdrawn, and groups of destinations that share attributes.
 *
 * @param withdrawn of all families; to be applied first (RFC 4271 §3.1: what is both is announced)
 * @param announcements at most one for each of the two places that an UPDATE has
 */
public record ReceivedUpdate(List<Nlri> withdrawn, List<Announcement> announcements) {

    private static final LocalPref LAST_RESORT = new LocalPref(0);

    public ReceivedUpdate {
        withdrawn = List.copyOf(withdrawn);
        announcements = List.copyOf(announcements);
    }

    /** Destinations with the attributes that they have in the table. */
    public record Announcement(PathAttributes attributes, List<Nlri> nlri) {}

    /** Takes an UPDATE from a peer apart. */
    public static ReceivedUpdate of(UpdateMessage update, Sender sender) {
        return new ReceivedUpdate(withdrawn(update), announcements(update, sender));
    }

    private static List<Nlri> withdrawn(UpdateMessage update) {
        MpUnreachNlri unreach = update.attributes().get(MpUnreachNlri.class);
        if (unreach == null || !isUnicast(unreach.family())) {
            return update.withdrawn();
        }
        List<Nlri> withdrawn = new ArrayList<>(update.withdrawn());
        withdrawn.addAll(unreach.withdrawn());
        return withdrawn;
    }

    private static List<Announcement> announcements(UpdateMessage update, Sender sender) {
        MpReachNlri reach = update.attributes().get(MpReachNlri.class);
        boolean reaches =
                reach != null && isUnicast(reach.family()) && !reach.announced().isEmpty();
        if (!reaches && update.announced().isEmpty()) {
            return List.of();
        }
        List<Announcement> announcements = new ArrayList<>(2);
        PathAttributes shared = shared(update.attributes(), sender);
        if (!update.announced().isEmpty()) {
            announcements.add(new Announcement(shared, update.announced()));
        }
        if (reach != null && reaches) {
            announcements.add(new Announcement(shared.with(new NextHop(reach.nextHop())), reach.announced()));
        }
        return announcements;
    }

    /** The table has no other routes; a family that is not for it is left out as if it had not been negotiated. */
    private static boolean isUnicast(AddressFamily family) {
        return family.safi().equals(Safi.UNICAST);
    }

    private static PathAttributes shared(PathAttributes received, Sender sender) {
        PathAttributes attributes =
                received.without(AttributeType.MP_REACH_NLRI).without(AttributeType.MP_UNREACH_NLRI);
        return sender.internal() ? attributes : fromExternal(attributes, sender);
    }

    private static PathAttributes fromExternal(PathAttributes received, Sender sender) {
        // RFC 4271 §5.1.5: LOCAL_PREF from an external peer is ignored. RFC 7606 §7.9, §7.10: so are these two.
        PathAttributes attributes = received.without(AttributeType.LOCAL_PREF)
                .without(AttributeType.ORIGINATOR_ID)
                .without(AttributeType.CLUSTER_LIST);
        boolean goingAway = Communities.carries(attributes, Community.GRACEFUL_SHUTDOWN);
        // RFC 8326 §4.2: any other path is better than one that is about to go away.
        return RouteLeakCheck.mark(goingAway ? attributes.with(LAST_RESORT) : attributes, sender);
    }
}
