package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.daemon.control.RoutesReport.Attribute;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeTextTest {

    static Stream<Arguments> attributes() {
        return Stream.of(
                Arguments.of(Origin.INCOMPLETE, "ORIGIN", "INCOMPLETE"),
                Arguments.of(AsPath.EMPTY, "AS_PATH", ""),
                Arguments.of(new NextHop(IpAddress.parse("10.0.0.1")), "NEXT_HOP", "10.0.0.1"),
                Arguments.of(new MultiExitDisc(5), "MULTI_EXIT_DISC", "5"),
                Arguments.of(new LocalPref(100), "LOCAL_PREF", "100"),
                Arguments.of(new Communities(List.of(new Community(0x10002)), false), "COMMUNITIES", "1:2"),
                Arguments.of(
                        new LargeCommunities(List.of(new LargeCommunity(1, 2, 3)), false),
                        "LARGE_COMMUNITIES",
                        "1:2:3"),
                Arguments.of(new OriginatorId(new BgpIdentifier(1)), "ORIGINATOR_ID", "0.0.0.1"),
                Arguments.of(
                        new ClusterList(List.of(new BgpIdentifier(1), new BgpIdentifier(2))),
                        "CLUSTER_LIST",
                        "0.0.0.1 0.0.0.2"),
                Arguments.of(new OnlyToCustomer(new AsNumber(64500), false), "ONLY_TO_CUSTOMER", "64500"),
                Arguments.of(new UnknownAttribute(99, true, false, Octets.ofHex("c0ff")), "ATTRIBUTE_99", "c0ff"),
                Arguments.of(new AtomicAggregate(), "ATOMIC_AGGREGATE", "AtomicAggregate[]"));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeHasItsNameInTheRfcAndAShortValue(PathAttribute attribute, String name, String value) {
        assertThat(AttributeText.of(attribute)).isEqualTo(new Attribute(name, value));
    }
}
