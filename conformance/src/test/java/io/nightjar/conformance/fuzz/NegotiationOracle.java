package io.nightjar.conformance.fuzz;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.RoleSettings;
import io.nightjar.fsm.OpenNegotiation;
import io.nightjar.fsm.TestPeers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What has to be true of any OPEN: an agreement that both sides can keep, or the exact NOTIFICATION (RFC 4271 §6.2). */
final class NegotiationOracle {

    private static final int EXPECT_ITS_AS = 1;
    private static final int WANT_IPV6 = 1 << 1;
    private static final int DO_WITHOUT_IPV4 = 1 << 2;
    private static final int BE_BRIEF = 1 << 3;
    private static final int BE_EXTERNAL = 1 << 4;

    private static final int OFFER_EVERYTHING = 1 << 5;

    private static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
    private static final PeerFeatures EVERYTHING = new PeerFeatures(
            BOTH,
            BOTH,
            new GracefulRestartSettings(GracefulRestartSettings.Mode.ON, 120, 3600),
            true,
            true,
            new RoleSettings(BgpRole.CUSTOMER, true));

    private static final IpAddress LOCAL = TestPeers.LOCAL_ADDRESS;

    private NegotiationOracle() {}

    static void check(OpenMessage open, int octet) {
        PeerConfig config = config(open, octet);
        try {
            checkAgreement(OpenNegotiation.negotiate(config, open, LOCAL), config, open);
        } catch (BgpProtocolException refused) {
            checkRefusal(refused.notification(), config, open);
        }
    }

    private static PeerConfig config(OpenMessage open, int octet) {
        AsNumber theirs = (octet & EXPECT_ITS_AS) == 0 ? TestPeers.AS : as(open);
        AsNumber ours = (octet & BE_EXTERNAL) == 0 ? TestPeers.AS : AsNumber.of(4_200_000_000L);
        PeerConfig base = TestPeers.withAs(ours, theirs);
        return new PeerConfig(
                base.id(),
                base.remote(),
                base.local(),
                families(octet),
                base.passive(),
                (octet & BE_BRIEF) == 0 ? base.timers() : new PeerTimers(3, 1, 2, 5, 5, 30),
                (octet & OFFER_EVERYTHING) == 0 ? base.features() : EVERYTHING,
                base.transport());
    }

    private static Set<AddressFamily> families(int octet) {
        if ((octet & DO_WITHOUT_IPV4) != 0) {
            return Set.of(AddressFamily.IPV6_UNICAST);
        }
        return (octet & WANT_IPV6) == 0 ? Set.of(AddressFamily.IPV4_UNICAST) : BOTH;
    }

    private static AsNumber as(OpenMessage open) {
        return open.capabilities().fourOctetAs().orElse(open.myAutonomousSystem());
    }

    private static void checkAgreement(NegotiatedSession session, PeerConfig config, OpenMessage open) {
        Check.equal(open.version(), OpenMessage.VERSION_4, "version");
        Check.equal(as(open), config.remote().asNumber(), "AS");
        Check.that(as(open).value() != 0, () -> "AS 0");
        Check.that(session.peerIdentifier().bits() != 0, () -> "identifier 0");
        CodecContext codec = session.codec();
        Check.equal(codec.peerType(), config.type(), "type");
        Check.equal(codec.fourOctetAs(), open.capabilities().contains(FourOctetAsCapability.CODE), "four-octet AS");
        Set<AddressFamily> named = open.capabilities().families();
        Set<AddressFamily> offered = named.isEmpty() ? Set.of(AddressFamily.IPV4_UNICAST) : named;
        Set<AddressFamily> common = new HashSet<>(config.families());
        common.retainAll(offered);
        Check.equal(codec.families(), common, "families");
        Check.that(!common.isEmpty(), () -> "no family");
        checkFeatures(codec, config.features(), open);
        checkTimes(session.times(), config, open);
    }

    private static void checkFeatures(CodecContext codec, PeerFeatures ours, OpenMessage open) {
        Set<AddressFamily> receive = new HashSet<>();
        Set<AddressFamily> send = new HashSet<>();
        open.capabilities().find(AddPathCapability.class).ifPresent(paths -> {
            receive.addAll(paths.send());
            send.addAll(paths.receive());
        });
        receive.retainAll(ours.addPathReceive());
        receive.retainAll(codec.families());
        send.retainAll(ours.addPathSend());
        send.retainAll(codec.families());
        Check.equal(codec.addPathReceive(), receive, "families received with paths");
        Check.equal(codec.addPathSend(), send, "families sent with paths");
        boolean extended = ours.extendedMessages() && open.capabilities().contains(ExtendedMessageCapability.CODE);
        Check.equal(codec.maxMessageLength(), extended ? 0xffff : 4096, "length");
    }

    /** RFC 4271 §4.2, §10: the smaller hold time, and three KEEPALIVEs in it. */
    private static void checkTimes(NegotiatedSession.Times times, PeerConfig config, OpenMessage open) {
        int hold = times.holdSeconds();
        int keepalive = times.keepaliveSeconds();
        Check.equal(hold, Math.min(config.timers().holdSeconds(), open.holdTimeSeconds()), "hold time");
        Check.that(hold != 1 && hold != 2, () -> "hold time " + hold);
        boolean often = hold == 0 ? keepalive == 0 : keepalive >= 1 && 3 * keepalive <= hold;
        Check.that(often, () -> "KEEPALIVEs every " + keepalive + " s in " + hold + " s");
    }

    /** RFC 4271 §6.2, RFC 5492 §5, RFC 9234 §4.2: refused for a reason that holds, with the data that the RFC wants. */
    private static void checkRefusal(NotificationMessage refusal, PeerConfig config, OpenMessage open) {
        Check.equal(refusal.code(), NotificationCode.OPEN_MESSAGE_ERROR, "code");
        byte[] data = refusal.data().toBytes();
        boolean right = switch (refusal.subcode()) {
            case 2 ->
                Arrays.equals(data, refusedAs(open))
                        && (as(open).value() == 0
                                || !as(open).equals(config.remote().asNumber()));
            case 3 ->
                data.length == 0
                        && Set.of(0, TestPeers.LOCAL_ID.bits())
                                .contains(open.identifier().bits());
            case 6 -> data.length == 0 && (open.holdTimeSeconds() == 1 || open.holdTimeSeconds() == 2);
            case 7 -> data.length == 6 * config.families().size();
            case 11 -> data.length == 0 && config.features().role() != null;
            default -> false;
        };
        Check.that(right, () -> refusal + " with " + refusal.data() + " to " + open + " of " + config);
    }

    private static byte[] refusedAs(OpenMessage open) {
        int as = (int) as(open).value();
        return open.capabilities().contains(FourOctetAsCapability.CODE)
                ? ByteBuffer.allocate(Integer.BYTES).putInt(as).array()
                : ByteBuffer.allocate(Short.BYTES).putShort((short) as).array();
    }
}
