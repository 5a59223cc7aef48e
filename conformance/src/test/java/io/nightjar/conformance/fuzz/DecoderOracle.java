package io.nightjar.conformance.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.MessageTooLongException;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to be true of any frame on any session: a message, faults, or the NOTIFICATION to send. */
final class DecoderOracle {

    /** The codes that each type of message may be answered with; the header may be wrong with all of them. */
    private static final Map<Integer, Set<Integer>> CODES =
            Map.of(1, Set.of(1, 2), 2, Set.of(1, 3), 3, Set.of(1), 4, Set.of(1), 5, Set.of(1, 7));

    /** What OPENs with another version are answered with, although no peer ever sent it (RFC 4271 §6.2). */
    private static final Octets OUR_VERSION = Octets.ofHex("0004");

    private static final MessageCodec CODEC = new MessageCodec();

    private DecoderOracle() {}

    /** Decodes, checks whatever comes of it, and hands on the message if there is one. */
    static Optional<DecodedMessage> decode(byte[] frame, CodecContext session) {
        DecodedMessage decoded;
        try {
            decoded = CODEC.decode(Unpooled.wrappedBuffer(frame), session);
        } catch (BgpProtocolException refused) {
            checkRefusal(refused.notification(), frame, session);
            return Optional.empty();
        }
        checkReadableAgain(decoded.message(), session);
        if (decoded.message() instanceof UpdateMessage update) {
            checkUpdate(update, decoded.faults(), frame, session);
        } else {
            Check.equal(decoded.faults(), List.of(), "faults of another message than UPDATE");
        }
        return Optional.of(decoded);
    }

    /** The data is what the peer sent, and nothing beside it (CVE-2017-15865). */
    private static void checkRefusal(NotificationMessage notification, byte[] frame, CodecContext session) {
        int type = frame[Frames.HEADER_LENGTH - 1];
        Set<Integer> codes = CODES.getOrDefault(type, Set.of(1));
        Check.that(
                codes.contains(notification.code().value()),
                () -> "a message of type " + type + " answered with " + notification);
        Check.that(isFrom(frame, notification.data()), () -> notification + " with data that the peer never sent");
        byte[] sent = CODEC.encode(notification, session);
        Check.that(sent.length <= session.maxMessageLength(), () -> notification + " does not fit");
    }

    private static boolean isFrom(byte[] frame, Octets data) {
        if (data.equals(OUR_VERSION) || data.length() == 0) {
            return true;
        }
        ByteBuf needle = Unpooled.wrappedBuffer(data.toBytes());
        return ByteBufUtil.indexOf(needle, Unpooled.wrappedBuffer(frame)) >= 0;
    }

    private static void checkUpdate(
            UpdateMessage update, List<AttributeFault> faults, byte[] frame, CodecContext session) {
        boolean withdraws = false;
        for (AttributeFault fault : faults) {
            withdraws |= fault.action() == FaultAction.TREAT_AS_WITHDRAW;
            Check.that(fault.action().compareTo(FaultAction.TREAT_AS_WITHDRAW) <= 0, () -> "survived " + fault);
            Check.that(!fault.reason().isEmpty(), () -> "no reason for " + fault);
        }
        PathAttributes attributes = update.attributes();
        if (update.announces()) {
            Check.that(!withdraws, () -> "announces in spite of " + faults);
            Check.that(
                    attributes.contains(AttributeType.ORIGIN) && attributes.contains(AttributeType.AS_PATH),
                    () -> "announces without the mandatory attributes: " + update);
        }
        Check.that(
                update.announced().isEmpty() || attributes.contains(AttributeType.NEXT_HOP),
                () -> "announces without a next hop: " + update);
        // RFC 6793 §4.2.3: these two are merged or discarded, and go no further.
        Check.that(
                !attributes.contains(AttributeType.AS4_PATH) && !attributes.contains(AttributeType.AS4_AGGREGATOR),
                () -> "attributes of old speakers: " + attributes);
        checkRoutes(update, frame.length, session);
    }

    /** No more routes than octets, and none of a family that was not negotiated. */
    private static void checkRoutes(UpdateMessage update, int length, CodecContext session) {
        int routes = update.withdrawn().size() + update.announced().size();
        Check.that(
                routes == 0 || session.families().contains(AddressFamily.IPV4_UNICAST),
                () -> "IPv4 routes, which were not negotiated: " + update);
        MpReachNlri reach = update.attributes().find(MpReachNlri.class).orElse(null);
        if (reach != null) {
            routes += reach.announced().size();
            Check.that(session.families().contains(reach.family()), () -> "not negotiated: " + reach);
        }
        MpUnreachNlri unreach = update.attributes().find(MpUnreachNlri.class).orElse(null);
        if (unreach != null) {
            routes += unreach.withdrawn().size();
            Check.that(session.families().contains(unreach.family()), () -> "not negotiated: " + unreach);
        }
        int all = routes;
        Check.that(all <= length, () -> all + " routes in " + length + " octets");
    }

    /** What was accepted can be sent on, with flags of our own, and is then accepted without a fault and as the same. */
    private static void checkReadableAgain(BgpMessage message, CodecContext session) {
        CodecContext roomy = FuzzedSession.roomy(session);
        byte[] octets;
        try {
            octets = CODEC.encode(message, roomy);
        } catch (MessageTooLongException grown) {
            // AS4_PATH repeats the numbers of AS_PATH in twice the room.
            Check.that(!session.fourOctetAs(), () -> "a message that grew: " + grown.getMessage());
            return;
        }
        DecodedMessage again;
        try {
            again = CODEC.decode(Unpooled.wrappedBuffer(octets), roomy);
        } catch (BgpProtocolException refused) {
            throw new AssertionError("not readable again: " + message, refused);
        }
        Check.equal(again.faults(), List.of(), "faults in what we wrote");
        Check.equal(comparable(again.message(), session), comparable(message, session), "what was written");
        if (message instanceof UpdateMessage update) {
            AttributeHeaders.check(octets);
            Check.equal(
                    ((UpdateMessage) again.message()).endOfRibFamily(),
                    update.endOfRibFamily(),
                    "the end of the table");
        }
    }

    /**
     * Without the attribute that is left in only so that an UPDATE is no End-of-RIB, as it is made anew each time, and
     * without what an old speaker cannot carry.
     */
    private static BgpMessage comparable(BgpMessage message, CodecContext session) {
        if (!(message instanceof UpdateMessage update)) {
            return message;
        }
        PathAttributes attributes = update.attributes().without(AttributeType.RESERVED);
        AsPath path = attributes.find(AsPath.class).orElse(null);
        if (!session.fourOctetAs() && path != null) {
            attributes = attributes.with(withoutInnerConfederation(path));
        }
        return new UpdateMessage(update.withdrawn(), attributes, update.announced());
    }

    /**
     * RFC 6793 §4.2.2, §4.2.3: AS4_PATH has no confederation segments, and only the leading ones are taken from AS_PATH.
     * RFC 5065 never puts one behind another segment.
     */
    private static AsPath withoutInnerConfederation(AsPath path) {
        List<Segment> kept = new ArrayList<>();
        boolean leading = true;
        for (Segment segment : path.segments()) {
            leading &= segment.type().confederation();
            if (leading || !segment.type().confederation()) {
                kept.add(segment);
            }
        }
        return new AsPath(kept);
    }
}
