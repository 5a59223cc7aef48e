package io.nightjar.daemon.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Octets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    static Stream<Arguments> capabilities() {
        return Stream.of(
                Arguments.of(
                        new MultiprotocolCapability(IPV4),
                        "{\"code\":1,\"name\":\"MULTIPROTOCOL\",\"family\":\"ipv4-unicast\"}"),
                Arguments.of(
                        new FourOctetAsCapability(AsNumber.of(4200000000L)),
                        "{\"code\":65,\"name\":\"FOUR_OCTET_AS\",\"as\":4200000000}"),
                Arguments.of(new ExtendedMessageCapability(), "{\"code\":6,\"name\":\"EXTENDED_MESSAGE\"}"),
                Arguments.of(
                        AddPathCapability.of(Set.of(IPV4), Set.of()),
                        "{\"code\":69,\"name\":\"ADD_PATH\",\"entries\":[{\"family\":\"ipv4-unicast\",\"mode\":1}]}"),
                Arguments.of(
                        new ExtendedNextHopCapability(List.of(new ExtendedNextHopCapability.Entry(IPV4, Afi.IPV6))),
                        "{\"code\":5,\"name\":\"EXTENDED_NEXT_HOP\","
                                + "\"entries\":[{\"family\":\"ipv4-unicast\",\"nextHop\":\"ipv6\"}]}"),
                Arguments.of(
                        new GracefulRestartCapability(
                                true, false, 120, List.of(new GracefulRestartCapability.Family(IPV4, true))),
                        "{\"code\":64,\"name\":\"GRACEFUL_RESTART\",\"restarted\":true,\"notification\":false,"
                                + "\"restartTime\":120,"
                                + "\"families\":[{\"family\":\"ipv4-unicast\",\"forwardingPreserved\":true}]}"),
                Arguments.of(
                        new LongLivedGracefulRestartCapability(
                                List.of(new LongLivedGracefulRestartCapability.Family(IPV4, false, 3600))),
                        "{\"code\":71,\"name\":\"LONG_LIVED_GRACEFUL_RESTART\",\"families\":"
                                + "[{\"family\":\"ipv4-unicast\",\"forwardingPreserved\":false,\"staleTime\":3600}]}"),
                Arguments.of(new RoleCapability(3), "{\"code\":9,\"name\":\"ROLE\",\"role\":3,\"text\":\"CUSTOMER\"}"),
                Arguments.of(new RoleCapability(9), "{\"code\":9,\"name\":\"ROLE\",\"role\":9}"),
                Arguments.of(
                        new UnknownCapability(99, Octets.ofHex("c0ff")),
                        "{\"code\":99,\"name\":\"UNKNOWN\",\"value\":\"c0ff\"}"));
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void eachCapabilityHasItsForm(Capability capability, String json) {
        assertThat(CapabilityJson.of(capability)).hasToString(json);
    }

    @Test
    void anOpenHasItsFields() {
        OpenMessage open = new OpenMessage(
                4, AsNumber.of(64512), 90, BgpIdentifier.parse("10.0.0.1"), Capabilities.of(new RoleCapability(9)));

        assertThat(MessageJson.of(open))
                .hasToString("{\"type\":\"OPEN\",\"version\":4,\"as\":64512,\"holdTime\":90,"
                        + "\"identifier\":\"10.0.0.1\",\"capabilities\":[{\"code\":9,\"name\":\"ROLE\",\"role\":9}]}");
    }

    @Test
    void anEndOfRibSaysSo() {
        assertThat(MessageJson.of(UpdateMessage.endOfRib(IPV4)))
                .hasToString("{\"type\":\"UPDATE\",\"endOfRib\":\"ipv4-unicast\",\"withdrawn\":[],"
                        + "\"attributes\":{},\"announced\":[]}");
    }

    @Test
    void aNotificationHasItsNumbersAndItsName() {
        NotificationMessage notification = NotificationMessage.of(
                NotificationCode.CEASE, CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, Octets.ofHex("02"));

        assertThat(MessageJson.of(notification))
                .hasToString("{\"type\":\"NOTIFICATION\",\"code\":6,\"subcode\":2,"
                        + "\"text\":\"Cease/Administrative Shutdown (6/2)\",\"data\":\"02\"}");
    }

    @Test
    void aRefreshHasItsFamily() {
        assertThat(MessageJson.of(new RouteRefreshMessage(IPV4, RouteRefreshMessage.BEGIN)))
                .hasToString("{\"type\":\"ROUTE_REFRESH\",\"family\":\"ipv4-unicast\",\"subtype\":1}");
    }
}
