package io.nightjar.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.As4Aggregator;
import io.nightjar.bgp.attribute.As4Path;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributesJsonTest {

    private static final AsPath PATH = new AsPath(List.of(
            new AsPath.Segment(AsPath.SegmentType.AS_SEQUENCE, List.of(AsNumber.of(65001), AsNumber.of(4200000000L))),
            new AsPath.Segment(AsPath.SegmentType.AS_SET, List.of(AsNumber.of(7)))));
    private static final String PATH_JSON =
            "[{\"type\":\"AS_SEQUENCE\",\"numbers\":[65001,4200000000]}," + "{\"type\":\"AS_SET\",\"numbers\":[7]}]";
    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;
    private static final List<Nlri> ROUTES = List.of(new Nlri(Prefix.parse("2001:db8::/32"), 5));

    static Stream<Arguments> attributes() {
        return Stream.concat(plain(), structured());
    }

    private static Stream<Arguments> plain() {
        Ipv4Address address = Ipv4Address.parse("10.0.0.1");
        AsNumber number = AsNumber.of(65001);
        return Stream.of(
                Arguments.of(new As4Path(PATH), "\"AS4_PATH\":" + PATH_JSON),
                Arguments.of(
                        new As4Aggregator(number, address),
                        "\"AS4_AGGREGATOR\":{\"as\":65001,\"address\":\"10.0.0.1\"}"),
                Arguments.of(Origin.EGP, "\"ORIGIN\":\"EGP\""),
                Arguments.of(PATH, "\"AS_PATH\":" + PATH_JSON),
                Arguments.of(new NextHop(IpAddress.parse("10.0.0.1")), "\"NEXT_HOP\":\"10.0.0.1\""),
                Arguments.of(new MultiExitDisc(5), "\"MULTI_EXIT_DISC\":5"),
                Arguments.of(new LocalPref(100), "\"LOCAL_PREF\":100"),
                Arguments.of(AtomicAggregate.INSTANCE, "\"ATOMIC_AGGREGATE\":true"),
                Arguments.of(new Aggregator(number, address), "\"AGGREGATOR\":{\"as\":65001,\"address\":\"10.0.0.1\"}"),
                Arguments.of(
                        Communities.of(Community.of(64512, 1), Community.NO_EXPORT),
                        "\"COMMUNITIES\":[\"64512:1\",\"65535:65281\"]"),
                Arguments.of(new OriginatorId(new BgpIdentifier(1)), "\"ORIGINATOR_ID\":\"0.0.0.1\""),
                Arguments.of(
                        new ClusterList(List.of(new BgpIdentifier(2), new BgpIdentifier(1))),
                        "\"CLUSTER_LIST\":[\"0.0.0.2\",\"0.0.0.1\"]"));
    }

    private static Stream<Arguments> structured() {
        Ipv6Address nextHop = Ipv6Address.parse("2001:db8::1");
        Ipv6Address linkLocal = Ipv6Address.parse("fe80::1");
        return Stream.of(
                Arguments.of(
                        new MpReachNlri(IPV6, nextHop, linkLocal, ROUTES),
                        "\"MP_REACH_NLRI\":{\"family\":\"ipv6-unicast\",\"nextHop\":\"2001:db8::1\","
                                + "\"linkLocalNextHop\":\"fe80::1\","
                                + "\"announced\":[{\"prefix\":\"2001:db8::/32\",\"pathId\":5}]}"),
                Arguments.of(
                        new MpReachNlri(IPV6, nextHop, null, List.of()),
                        "\"MP_REACH_NLRI\":{\"family\":\"ipv6-unicast\",\"nextHop\":\"2001:db8::1\",\"announced\":[]}"),
                Arguments.of(
                        new MpUnreachNlri(IPV6, ROUTES),
                        "\"MP_UNREACH_NLRI\":{\"family\":\"ipv6-unicast\","
                                + "\"withdrawn\":[{\"prefix\":\"2001:db8::/32\",\"pathId\":5}]}"),
                Arguments.of(
                        new ExtendedCommunities(List.of(
                                0x0002_fc00_0000_0064L,
                                0x0103_0a00_0001_0005L,
                                0x0202_fa56_ea00_0007L,
                                0x0302_0000_0000_0008L,
                                0x030c_0000_0000_0008L)),
                        "\"EXTENDED_COMMUNITIES\":[\"rt:64512:100\",\"soo:10.0.0.1:5\",\"rt:4200000000:7\","
                                + "\"0x0302000000000008\",\"0x030c000000000008\"]"),
                Arguments.of(
                        new LargeCommunities(List.of(new LargeCommunity(1, 2, 3))),
                        "\"LARGE_COMMUNITIES\":[\"1:2:3\"]"),
                Arguments.of(new OnlyToCustomer(AsNumber.of(65001)), "\"ONLY_TO_CUSTOMER\":65001"),
                Arguments.of(
                        new UnknownAttribute(99, true, false, Octets.ofHex("c0ff")),
                        "\"ATTRIBUTE_99\":{\"transitive\":true,\"partial\":false,\"value\":\"c0ff\"}"));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void eachAttributeHasItsForm(PathAttribute attribute, String json) {
        assertThat(AttributesJson.of(PathAttributes.of(attribute))).hasToString("{" + json + "}");
    }
}
