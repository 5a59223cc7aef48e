package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The ways in which the tests of this package decode. */
final class Decoding {

    static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
    static final CodecContext EXTERNAL = CodecContext.standard(PeerType.EXTERNAL, true, BOTH);
    static final CodecContext INTERNAL = CodecContext.standard(PeerType.INTERNAL, true, BOTH);
    static final CodecContext OLD_EXTERNAL = CodecContext.standard(PeerType.EXTERNAL, false, BOTH);

    static final String ORIGIN = "40010100";
    static final String AS_PATH = "4002060201 0000fde9";
    static final String OLD_AS_PATH = "4002040201 fde9";
    static final String NEXT_HOP = "4003040a000001";

    /** ORIGIN, AS_PATH and NEXT_HOP. */
    static final String MANDATORY = ORIGIN + AS_PATH + NEXT_HOP;

    /** 10.1.0.0/16. */
    static final String ROUTE = "100a01";

    static final Nlri ROUTE_VALUE = Nlri.of(Prefix.parse("10.1.0.0/16"));

    /** 2001:db8:1::/48 by way of 2001:db8::1. */
    static final String MP_REACH = "800e1c 000201 10 20010db8000000000000000000000001 00 3020010db80001";

    static final Nlri IPV6_ROUTE_VALUE = Nlri.of(Prefix.parse("2001:db8:1::/48"));

    private static final MessageCodec CODEC = new MessageCodec();

    private Decoding() {}

    static DecodedMessage decode(byte[] message, CodecContext context) throws BgpProtocolException {
        return CODEC.decode(Unpooled.wrappedBuffer(message), context);
    }

    static DecodedMessage decodeUpdate(String attributes, String announced, CodecContext context)
            throws BgpProtocolException {
        return decode(WireBytes.update("", attributes, announced), context);
    }

    static UpdateMessage update(String attributes, String announced, CodecContext context) throws BgpProtocolException {
        return (UpdateMessage) decodeUpdate(attributes, announced, context).message();
    }

    /** The NOTIFICATION that a message is answered with. */
    static NotificationMessage refusal(byte[] message, CodecContext context) {
        BgpProtocolException refused = catchThrowableOfType(BgpProtocolException.class, () -> decode(message, context));
        assertThat(refused).as("refusal").isNotNull();
        return refused.notification();
    }

    static NotificationMessage refusal(String attributes, String announced, CodecContext context) {
        return refusal(WireBytes.update("", attributes, announced), context);
    }

    /** All routes that an UPDATE withdraws, in whichever family. */
    static List<Nlri> withdrawnBy(UpdateMessage update) {
        Stream<Nlri> others =
                update.attributes().find(MpUnreachNlri.class).stream().flatMap(unreach -> unreach.withdrawn().stream());
        return Stream.concat(update.withdrawn().stream(), others).toList();
    }
}
