package io.nightjar.daemon.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Octets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attributes in the lines that BIRD printed of them. */
class AttributeLinesTest {

    @Test
    void eachIsALineByItsNumber() {
        AsPath path = new AsPath(List.of(
                new AsPath.Segment(AsPath.SegmentType.AS_SEQUENCE, List.of(AsNumber.of(65001), AsNumber.of(65002))),
                new AsPath.Segment(AsPath.SegmentType.AS_SET, List.of(AsNumber.of(1), AsNumber.of(2)))));
        PathAttributes attributes = PathAttributes.of(
                Origin.INCOMPLETE,
                path,
                new NextHop(IpAddress.parse("172.17.8.102")),
                new MultiExitDisc(10),
                new LocalPref(2147482623L),
                AtomicAggregate.INSTANCE,
                new Aggregator(AsNumber.of(65001), Ipv4Address.parse("1.2.3.4")),
                Communities.of(Community.of(65535, 65281), Community.of(65000, 1)),
                new OriginatorId(BgpIdentifier.parse("172.17.8.102")),
                new ClusterList(List.of(BgpIdentifier.parse("244.0.0.1"), BgpIdentifier.parse("9.9.9.9"))),
                new ExtendedCommunities(
                        List.of(0x0002_fde8_0000_0001L, 0x0103_0a00_0001_0007L, 0x4305_0000_0000_0001L)),
                new LargeCommunities(List.of(new LargeCommunity(65000, 1, 2))),
                new OnlyToCustomer(AsNumber.of(65001)),
                new UnknownAttribute(99, true, true, Octets.of(new byte[] {0x61, 0x62})));

        assertThat(AttributeLines.of(attributes))
                .containsExactly(
                        "\tBGP.origin: Incomplete",
                        "\tBGP.as_path: 65001 65002 { 1 2 }",
                        "\tBGP.next_hop: 172.17.8.102",
                        "\tBGP.med: 10",
                        "\tBGP.local_pref: 2147482623",
                        "\tBGP.atomic_aggr: ",
                        "\tBGP.aggregator: 1.2.3.4 AS65001",
                        "\tBGP.community: (65000,1) (65535,65281)",
                        "\tBGP.originator_id: 172.17.8.102",
                        "\tBGP.cluster_list: 244.0.0.1 9.9.9.9",
                        "\tBGP.ext_community: (rt, 65000, 1) (ro, 10.0.0.1, 7) (generic, 0x43050000, 0x1)",
                        "\tBGP.large_community: (65000, 1, 2)",
                        "\tBGP.23 [t]: 00 00 fd e9",
                        "\tBGP.63 [t]: 61 62");
    }

    @Test
    void anEmptyPathIsEmpty() {
        assertThat(AttributeLines.of(PathAttributes.of(Origin.IGP, AsPath.EMPTY)))
                .containsExactly("\tBGP.origin: IGP", "\tBGP.as_path: ");
    }

    @Test
    void aLongListGoesOnInTheNextLineAndALongPathEnds() {
        List<Community> many =
                IntStream.range(0, 100).mapToObj(i -> Community.of(65000, i)).toList();
        AsPath path = AsPath.sequence(
                IntStream.range(0, 200).mapToObj(i -> AsNumber.of(65000)).toArray(AsNumber[]::new));

        List<String> lines = AttributeLines.of(PathAttributes.of(path, new Communities(many)));

        assertThat(lines.get(0)).hasSize(483).endsWith("...");
        assertThat(lines.get(1)).startsWith("\tBGP.community: (65000,0) ");
        assertThat(lines.subList(2, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("\t\t(65000,"));
        assertThat(lines).allMatch(line -> line.length() <= 500);
    }
}
