package io.nightjar.fsm;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.OpenSubcode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.NegotiatedSession.Times;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.peer.RoleSettings;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What we say in our OPEN, and what the peer's OPEN makes of it (RFC 4271 §4.2 and §6.2). */
public final class OpenNegotiation {

    private OpenNegotiation() {}

    /** The OPEN for a peer, as things stand with our restart. */
    public static OpenMessage ourOpen(PeerConfig config, RestartState restart) {
        AsNumber local = config.local().asNumber();
        return new OpenMessage(
                OpenMessage.VERSION_4,
                local.fitsTwoOctets() ? local : AsNumber.AS_TRANS,
                config.timers().holdSeconds(),
                config.local().identifier(),
                OfferedCapabilities.of(config, restart));
    }

    /**
     * What the peer's OPEN and ours agree on.
     *
     * @throws BgpProtocolException if the peer's cannot be accepted
     */
    public static NegotiatedSession negotiate(PeerConfig config, OpenMessage open, IpAddress localAddress)
            throws BgpProtocolException {
        checkVersion(open);
        checkAsNumber(config, open);
        checkIdentifier(config, open);
        checkHoldTime(open);
        checkRole(config, open);
        return new NegotiatedSession(
                config,
                open.identifier(),
                localAddress,
                open.capabilities(),
                codec(config, open.capabilities(), commonFamilies(config, open)),
                times(config, open));
    }

    private static CodecContext codec(PeerConfig config, Capabilities theirs, Set<AddressFamily> families) {
        PeerFeatures ours = config.features();
        SortedSet<AddressFamily> receive = new TreeSet<>();
        SortedSet<AddressFamily> send = new TreeSet<>();
        theirs.find(AddPathCapability.class).ifPresent(addPath -> {
            // RFC 7911 §4: one side must send and the other one receive.
            receive.addAll(addPath.send());
            receive.retainAll(ours.addPathReceive());
            send.addAll(addPath.receive());
            send.retainAll(ours.addPathSend());
        });
        receive.retainAll(families);
        send.retainAll(families);
        boolean extendedMessages = ours.extendedMessages() && theirs.contains(ExtendedMessageCapability.CODE);
        boolean extendedNextHop = ours.extendedNextHop()
                && theirs.find(ExtendedNextHopCapability.class)
                        .filter(capability -> capability.allows(AddressFamily.IPV4_UNICAST, Afi.IPV6))
                        .isPresent();
        return new CodecContext(
                config.type(),
                theirs.contains(FourOctetAsCapability.CODE),
                families,
                receive,
                send,
                extendedMessages ? CodecContext.EXTENDED_MESSAGE_LENGTH : CodecContext.STANDARD_MESSAGE_LENGTH,
                config.remote().address().isLoopback(),
                extendedNextHop);
    }

    /** RFC 9234 §4.2: roles of external peers must fit, several of one OPEN must agree, and strict mode wants one. */
    private static void checkRole(PeerConfig config, OpenMessage open) throws BgpProtocolException {
        RoleSettings ours = config.features().role();
        if (ours == null || config.type() == PeerType.INTERNAL) {
            return;
        }
        Set<Integer> theirs = new TreeSet<>();
        for (Capability capability : open.capabilities().list()) {
            if (capability instanceof RoleCapability role) {
                theirs.add(role.value());
            }
        }
        boolean fits = theirs.isEmpty()
                ? !ours.strict()
                : theirs.equals(Set.of(ours.role().counterpart().code()));
        if (!fits) {
            throw refusal(OpenSubcode.ROLE_MISMATCH, Octets.EMPTY, "roles " + theirs + " towards " + ours);
        }
    }

    /** RFC 4271 §6.2: the data is the largest version that we speak. */
    private static void checkVersion(OpenMessage open) throws BgpProtocolException {
        if (open.version() != OpenMessage.VERSION_4) {
            throw refusal(
                    OpenSubcode.UNSUPPORTED_VERSION_NUMBER,
                    Octets.of((byte) 0, (byte) OpenMessage.VERSION_4),
                    "version " + open.version());
        }
    }

    /**
     * RFC 4271 §6.2, RFC 6793 §4.2.2 and RFC 7607 §2: the capability's value counts, whatever the two octets say. The data is
     * the number that was refused, as BIRD does.
     */
    private static void checkAsNumber(PeerConfig config, OpenMessage open) throws BgpProtocolException {
        boolean fourOctets = open.capabilities().contains(FourOctetAsCapability.CODE);
        AsNumber actual = open.capabilities().fourOctetAs().orElse(open.myAutonomousSystem());
        AsNumber expected = config.remote().asNumber();
        if (actual.value() == 0 || !actual.equals(expected)) {
            byte[] data = fourOctets
                    ? ByteBuffer.allocate(4).putInt((int) actual.value()).array()
                    : ByteBuffer.allocate(2).putShort((short) actual.value()).array();
            throw refusal(OpenSubcode.BAD_PEER_AS, Octets.of(data), "AS " + actual + " instead of " + expected);
        }
    }

    /** RFC 6286 §2.2: not zero, and unique in the autonomous system; our own is also how we notice ourselves. */
    private static void checkIdentifier(PeerConfig config, OpenMessage open) throws BgpProtocolException {
        boolean ours = config.type() == PeerType.INTERNAL
                && open.identifier().equals(config.local().identifier());
        if (open.identifier().bits() == 0 || ours) {
            throw refusal(
                    OpenSubcode.BAD_BGP_IDENTIFIER,
                    Octets.EMPTY,
                    "identifier " + open.identifier() + (ours ? ", which is ours" : ""));
        }
    }

    /** RFC 4271 §4.2: zero, or at least three seconds. */
    private static void checkHoldTime(OpenMessage open) throws BgpProtocolException {
        int seconds = open.holdTimeSeconds();
        if (seconds == 1 || seconds == 2) {
            throw refusal(OpenSubcode.UNACCEPTABLE_HOLD_TIME, Octets.EMPTY, "hold time " + seconds + " s");
        }
    }

    /**
     * RFC 4760 §8: the families that both name; a peer that names none speaks IPv4 unicast. If nothing is common there is
     * no use for the session, and RFC 5492 §5 has us list in the data the capabilities that we miss.
     */
    private static Set<AddressFamily> commonFamilies(PeerConfig config, OpenMessage open) throws BgpProtocolException {
        SortedSet<AddressFamily> theirs = open.capabilities().families();
        SortedSet<AddressFamily> common = new TreeSet<>(config.families());
        common.retainAll(theirs.isEmpty() ? Set.of(AddressFamily.IPV4_UNICAST) : theirs);
        if (common.isEmpty()) {
            throw refusal(
                    OpenSubcode.UNSUPPORTED_CAPABILITY,
                    multiprotocolCapabilities(config),
                    "families " + theirs + ", none of which is wanted");
        }
        return common;
    }

    private static Octets multiprotocolCapabilities(PeerConfig config) {
        SortedSet<AddressFamily> families = new TreeSet<>(config.families());
        ByteBuffer data = ByteBuffer.allocate(6 * families.size());
        for (AddressFamily family : families) {
            data.put((byte) MultiprotocolCapability.CODE);
            data.put((byte) 4);
            data.putShort((short) family.afi().value());
            data.put((byte) 0);
            data.put((byte) family.safi().value());
        }
        return Octets.of(data.array());
    }

    /** RFC 4271 §4.2 and §10: the smaller hold time, and a KEEPALIVE at least three times in it. */
    private static Times times(PeerConfig config, OpenMessage open) {
        int hold = Math.min(config.timers().holdSeconds(), open.holdTimeSeconds());
        if (hold == 0) {
            return new Times(0, 0);
        }
        int third = Math.max(1, hold / 3);
        int configured = config.timers().keepaliveSeconds();
        return new Times(hold, configured == 0 ? third : Math.min(configured, third));
    }

    private static BgpProtocolException refusal(int subcode, Octets data, String reason) {
        return new BgpProtocolException(
                NotificationMessage.of(NotificationCode.OPEN_MESSAGE_ERROR, subcode, data), reason);
    }
}
