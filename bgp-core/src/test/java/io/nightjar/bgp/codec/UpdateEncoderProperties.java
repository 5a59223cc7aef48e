package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.testing.BgpArbitraries;
import io.nightjar.bgp.testing.UpdateArbitraries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UpdateEncoderProperties {

    @Provide
    Arbitrary<Announcement> announcements() {
        Arbitrary<AddressFamily> families = Arbitraries.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        return Combinators.combine(BgpArbitraries.contexts(), families)
                .flatAs((context, family) -> Combinators.combine(
                                UpdateArbitraries.routeAttributes(context, family.afi()),
                                BgpArbitraries.routes(
                                                family.afi(),
                                                context.addPathSend().contains(family))
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(900))
                        .as((attributes, routes) -> new Announcement(context, family, attributes, routes)));
    }

    @Property(tries = 200)
    void allRoutesArriveInOrderWithTheirAttributesAndNoMessageIsTooLong(
            @ForAll("announcements") Announcement announcement) throws BgpProtocolException {
        CodecContext context = announcement.context();
        UpdateEncoder encoder = new UpdateEncoder(context);
        List<Nlri> arrived = new ArrayList<>();
        for (byte[] message :
                encoder.announce(announcement.family(), announcement.attributes(), announcement.routes())) {
            assertThat(message.length).isLessThanOrEqualTo(context.maxMessageLength());
            DecodedMessage decoded = Decoding.decode(message, context);
            assertThat(decoded.faults()).isEmpty();
            UpdateMessage update = (UpdateMessage) decoded.message();
            arrived.addAll(announcedBy(update));
            assertThat(routeAttributes(update)).isEqualTo(announcement.attributes());
        }
        assertThat(arrived).isEqualTo(announcement.routes());
    }

    @Property(tries = 100)
    void allWithdrawalsArriveAndNoMessageIsTooLong(@ForAll("announcements") Announcement announcement)
            throws BgpProtocolException {
        CodecContext context = announcement.context();
        List<Nlri> arrived = new ArrayList<>();
        for (byte[] message : new UpdateEncoder(context).withdraw(announcement.family(), announcement.routes())) {
            assertThat(message.length).isLessThanOrEqualTo(context.maxMessageLength());
            arrived.addAll(Decoding.withdrawnBy(
                    (UpdateMessage) Decoding.decode(message, context).message()));
        }
        assertThat(arrived).isEqualTo(announcement.routes());
    }

    private static List<Nlri> announcedBy(UpdateMessage update) {
        return update.attributes()
                .find(MpReachNlri.class)
                .map(MpReachNlri::announced)
                .orElse(update.announced());
    }

    /** The attributes with the next hop of MP_REACH_NLRI in the internal place. */
    private static PathAttributes routeAttributes(UpdateMessage update) {
        PathAttributes attributes = update.attributes();
        return attributes
                .find(MpReachNlri.class)
                .map(reach -> attributes.without(AttributeType.MP_REACH_NLRI).with(new NextHop(reach.nextHop())))
                .orElse(attributes);
    }

    record Announcement(CodecContext context, AddressFamily family, PathAttributes attributes, List<Nlri> routes) {}
}
