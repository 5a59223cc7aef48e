package io.nightjar.conformance.fuzz;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What the first octet of an input says about the session that the rest arrives on. */
final class FuzzedSession {

    /** An external peer with four-octet AS numbers and both families. */
    static final int PLAIN = 0;

    private FuzzedSession() {}

    /** The bits of the octet. */
    enum Bit {
        INTERNAL(0x01),
        TWO_OCTET_AS(0x02),
        IPV4_PATHS(0x04),
        IPV6_PATHS(0x08),
        WITHOUT_IPV4(0x10),
        WITHOUT_IPV6(0x20),
        EXTENDED_MESSAGES(0x40),
        EXTENDED_NEXT_HOP(0x80);

        private final int mask;

        Bit(int mask) {
            this.mask = mask;
        }
    }

    static int octet(Bit... bits) {
        int octet = PLAIN;
        for (Bit bit : bits) {
            octet |= bit.mask;
        }
        return octet;
    }

    /** Path identifiers go both ways, so that what was read can be written. */
    static CodecContext of(int octet) {
        Set<Bit> bits = EnumSet.allOf(Bit.class);
        bits.removeIf(bit -> (octet & bit.mask) == 0);
        Set<AddressFamily> families = families(bits);
        Set<AddressFamily> paths = new HashSet<>();
        if (bits.contains(Bit.IPV4_PATHS)) {
            paths.add(AddressFamily.IPV4_UNICAST);
        }
        if (bits.contains(Bit.IPV6_PATHS)) {
            paths.add(AddressFamily.IPV6_UNICAST);
        }
        paths.retainAll(families);
        return new CodecContext(
                bits.contains(Bit.INTERNAL) ? PeerType.INTERNAL : PeerType.EXTERNAL,
                !bits.contains(Bit.TWO_OCTET_AS),
                families,
                paths,
                paths,
                bits.contains(Bit.EXTENDED_MESSAGES)
                        ? CodecContext.EXTENDED_MESSAGE_LENGTH
                        : CodecContext.STANDARD_MESSAGE_LENGTH,
                false,
                bits.contains(Bit.EXTENDED_NEXT_HOP));
    }

    private static Set<AddressFamily> families(Set<Bit> bits) {
        Set<AddressFamily> families = new HashSet<>();
        // No session is without a family.
        if (!bits.contains(Bit.WITHOUT_IPV4) || bits.contains(Bit.WITHOUT_IPV6)) {
            families.add(AddressFamily.IPV4_UNICAST);
        }
        if (!bits.contains(Bit.WITHOUT_IPV6)) {
            families.add(AddressFamily.IPV6_UNICAST);
        }
        return families;
    }

    /** The same session with room for anything. */
    static CodecContext roomy(CodecContext session) {
        return new CodecContext(
                session.peerType(),
                session.fourOctetAs(),
                session.families(),
                session.addPathReceive(),
                session.addPathSend(),
                CodecContext.EXTENDED_MESSAGE_LENGTH,
                session.overLoopback(),
                session.extendedNextHop());
    }
}
