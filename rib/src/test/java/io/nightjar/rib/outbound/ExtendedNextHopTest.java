package io.nightjar.rib.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 8950: IPv4 routes with IPv6 next hops. */
class ExtendedNextHopTest {

    private static final String PREFIX = "192.168.18.64/26";
    private static final String RECEIVED = "fd00::1";
    private static final String OUR_IPV6 = "fd00::fe";

    private final TestPeer source = extended(TestPeer.internal(1));
    private final TestPeer externalSource = extended(TestPeer.external(3, 65003));
    private final TestPeer internal = TestPeer.internal(2);
    private final TestPeer external = TestPeer.external(4, 65004);
    private final ExportRules rules = new ExportRules(new ReflectAll());

    /** What a reflector does with routes between its clients, as far as next hops are concerned. */
    private static final class ReflectAll implements AdvertisementRule {
        @Override
        public ExportReason check(PathAttributes attributes, FromPeer from, ExportTarget target) {
            return ExportReason.ADVERTISED;
        }

        @Override
        public PathAttributes passOn(PathAttributes attributes, FromPeer from, ExportTarget target) {
            return attributes;
        }
    }

    private static TestPeer extended(TestPeer peer) {
        CodecContext codec = peer.codec();
        return peer.withCodec(new CodecContext(
                codec.peerType(),
                codec.fourOctetAs(),
                codec.families(),
                codec.addPathReceive(),
                codec.addPathSend(),
                codec.maxMessageLength(),
                codec.overLoopback(),
                true));
    }

    private static Route route(TestPeer from) {
        return new Route(Nlri.of(Prefix.parse(PREFIX)), TestAttributes.internal(RECEIVED), from.source());
    }

    private String told(Route route, TestPeer to) {
        ExportTarget target = ExportTarget.of(to.session(), to.policy());
        ExportReason reason = rules.check(route, target).reason();
        return reason == ExportReason.ADVERTISED
                ? rules.attributes(route, target)
                        .find(NextHop.class)
                        .orElseThrow()
                        .address()
                        .toString()
                : reason.name();
    }

    @Test
    void whoTakesIpv6NextHopsGetsThemUnchanged() {
        assertThat(told(route(source), extended(internal))).isEqualTo(RECEIVED);
        assertThat(told(route(externalSource), extended(internal))).isEqualTo(RECEIVED);
        assertThat(told(route(source), extended(external).withNextHop(NextHopMode.KEEP)))
                .isEqualTo(RECEIVED);
    }

    @Test
    void selfIsOurAddressOnTheSessionOfEitherFamily() {
        assertThat(told(route(source), extended(external).withLocalAddress(OUR_IPV6)))
                .isEqualTo(OUR_IPV6);
        assertThat(told(route(source), extended(external))).isEqualTo(TestPeer.OWN_ADDRESS.toString());
        Route own = Route.originated(Prefix.parse(PREFIX), "test");
        assertThat(told(own, extended(internal).withLocalAddress(OUR_IPV6))).isEqualTo(OUR_IPV6);
    }

    @Test
    void othersAreOfferedOurselvesWhenWeForward() {
        assertThat(told(route(externalSource), internal)).isEqualTo(TestPeer.OWN_ADDRESS.toString());
        assertThat(told(route(source), external)).isEqualTo(TestPeer.OWN_ADDRESS.toString());
    }

    @Test
    void othersAreToldNothingWhenItsNextHopMustStay() {
        assertThat(told(route(source), internal)).isEqualTo(ExportReason.EXTENDED_NEXT_HOP.name());
        assertThat(told(route(externalSource), internal.withNextHop(NextHopMode.KEEP)))
                .isEqualTo(ExportReason.EXTENDED_NEXT_HOP.name());
        assertThat(told(route(externalSource), internal.withLocalAddress(OUR_IPV6)))
                .isEqualTo(ExportReason.EXTENDED_NEXT_HOP.name());
    }

    @Test
    void withoutAnAddressThatThePeerTakesThereIsNoSelf() {
        assertThat(told(route(source), external.withLocalAddress(OUR_IPV6)))
                .isEqualTo(ExportReason.NO_NEXT_HOP_OF_FAMILY.name());
        Route own = Route.originated(Prefix.parse(PREFIX), "test");
        assertThat(told(own, internal.withLocalAddress(OUR_IPV6))).isEqualTo(ExportReason.NO_NEXT_HOP_OF_FAMILY.name());
    }

    @Test
    void ipv6RoutesNeedAnIpv6NextHopAsBefore() {
        Route ipv6 = Route.originated(Prefix.parse("fd00:1::/64"), "test");
        assertThat(told(ipv6, extended(internal))).isEqualTo(ExportReason.NO_NEXT_HOP_OF_FAMILY.name());
    }

    @Test
    void theyAreReceivedChosenAndSentThroughTheTable() {
        TestTable table = new TestTable();
        TestPeer listening = extended(external).withLocalAddress(OUR_IPV6);
        table.up(source);
        table.up(listening);
        table.up(internal);
        table.apply(new UpdateReceived(source.id(), received()));
        Prefix prefix = Prefix.parse(PREFIX);
        assertThat(table.listener().best().get(prefix).route().nextHop()).isEqualTo(IpAddress.parse(RECEIVED));
        assertThat(table.output(listening).routes().get(prefix).find(NextHop.class))
                .contains(new NextHop(IpAddress.parse(OUR_IPV6)));
        assertThat(table.output(internal).routes()).isEmpty();
        table.withdraw(source, PREFIX);
        assertThat(table.output(listening).routes()).isEmpty();
    }

    private static UpdateMessage received() {
        var family = AddressFamily.IPV4_UNICAST;
        var reach = new MpReachNlri(family, IpAddress.parse(RECEIVED), null, List.of(Nlri.of(Prefix.parse(PREFIX))));
        return new UpdateMessage(
                List.of(), TestAttributes.internal(RECEIVED).without(3).with(reach), List.of());
    }
}
