package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.ReportJson;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.OpenNegotiation;
import io.nightjar.fsm.RestartState;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.SpeakerPeer;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever two OPENs can say is in the JSON, under a name that stays. */
class SessionReportsTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private static final String BARE = "{address: 10.0.0.2, as: 64513, graceful-restart: off%s}";

    private static SpeakerPeer peer(String keys) throws InvalidConfigurationException {
        String text = "as: 64512\nrouter-id: 10.0.0.1\nneighbors:\n  - " + keys;
        return SpeakerFile.read(new StringReader(text), "f.yaml").peers().get(0);
    }

    private static NegotiatedSession negotiated(SpeakerPeer peer, Capability... theirs) throws BgpProtocolException {
        List<Capability> all = new ArrayList<>(List.of(theirs));
        all.add(new MultiprotocolCapability(IPV4));
        OpenMessage open =
                new OpenMessage(4, AsNumber.of(64513), 30, BgpIdentifier.parse("10.0.0.2"), new Capabilities(all));
        return OpenNegotiation.negotiate(peer.session(), open, IpAddress.parse("10.0.0.1"));
    }

    private static SessionStatus status(SpeakerPeer peer, @Nullable NegotiatedSession session) {
        return new SessionStatus(
                peer.session(),
                true,
                session == null ? FsmState.ACTIVE : FsmState.ESTABLISHED,
                IdleHoldCause.NONE,
                Duration.ofSeconds(5),
                "",
                "",
                session,
                new SessionStatus.Counters(5, 4, 3, 2, 1),
                new SessionStatus.Clocks(Duration.ofSeconds(5), Map.of()));
    }

    private static JsonNode json(SpeakerPeer peer, @Nullable NegotiatedSession session, @Nullable PeerView view)
            throws JsonProcessingException {
        return JsonMapper.builder()
                .build()
                .readTree(ReportJson.write(
                        SessionReports.of(status(peer, session), peer.policy(), view, RestartState.NONE)));
    }

    static Stream<Arguments> plainCapabilities() {
        return Stream.of(
                arguments("", "/negotiated/families/0", "ipv4-unicast", List.of()),
                arguments("", "/offered/fourOctetAs", "64512", List.of()),
                arguments("", "/peerOffered/fourOctetAs", "null", List.of()),
                arguments("", "/negotiated/fourOctetAs", "false", List.of()),
                arguments(
                        "", "/negotiated/fourOctetAs", "true", List.of(new FourOctetAsCapability(AsNumber.of(64513)))),
                arguments("", "/offered/routeRefresh", "true", List.of()),
                arguments("", "/negotiated/routeRefresh", "false", List.of()),
                arguments("", "/negotiated/routeRefresh", "true", List.of(new RouteRefreshCapability())),
                arguments("", "/offered/enhancedRouteRefresh", "true", List.of()),
                arguments(
                        "",
                        "/negotiated/enhancedRouteRefresh",
                        "true",
                        List.of(new RouteRefreshCapability(), new EnhancedRouteRefreshCapability())));
    }

    static Stream<Arguments> addPath() {
        return Stream.of(
                arguments("add-path: {send: true}", "/offered/addPath/0/send", "true", List.of()),
                arguments("add-path: {send: true}", "/offered/addPath/0/receive", "false", List.of()),
                arguments("add-path: {send: true}", "/negotiated/addPath", "[]", List.of()),
                arguments(
                        "add-path: {send: true, receive: true}",
                        "/negotiated/addPath/0",
                        "{\"family\":\"ipv4-unicast\",\"send\":true,\"receive\":false}",
                        List.of(AddPathCapability.of(Set.of(IPV4), Set.of()))),
                arguments(
                        "add-path: {send: true, receive: true}",
                        "/peerOffered/addPath/0",
                        "{\"family\":\"ipv4-unicast\",\"send\":false,\"receive\":true}",
                        List.of(AddPathCapability.of(Set.of(IPV4), Set.of()))));
    }

    static Stream<Arguments> extensions() {
        return Stream.of(
                arguments("extended-messages: true", "/offered/extendedMessages", "true", List.of()),
                arguments("extended-messages: true", "/negotiated/maxMessageLength", "4096", List.of()),
                arguments(
                        "extended-messages: true",
                        "/negotiated/maxMessageLength",
                        "65535",
                        List.of(new ExtendedMessageCapability())),
                arguments("extended-next-hop: true", "/offered/extendedNextHop/0/nextHop", "ipv6", List.of()),
                arguments("extended-next-hop: true", "/negotiated/extendedNextHop", "false", List.of()),
                arguments(
                        "extended-next-hop: true",
                        "/negotiated/extendedNextHop",
                        "true",
                        List.of(new ExtendedNextHopCapability(
                                List.of(new ExtendedNextHopCapability.Entry(IPV4, Afi.IPV6))))));
    }

    static Stream<Arguments> rolesAndTheRest() {
        return Stream.of(
                arguments("role: customer", "/offered/role", "customer", List.of()),
                arguments("role: customer", "/negotiated/peerRole", "null", List.of()),
                arguments("role: customer", "/negotiated/peerRole", "provider", List.of(new RoleCapability(0))),
                arguments("", "/peerOffered/role", "role-9", List.of(new RoleCapability(9))),
                arguments(
                        "",
                        "/peerOffered/unknown/0",
                        "{\"code\":73,\"value\":\"0102\"}",
                        List.of(new UnknownCapability(73, Octets.of(new byte[] {1, 2})))),
                arguments("", "/negotiated/times", "{\"hold\":30,\"keepalive\":10,\"sendHold\":480}", List.of()),
                arguments("", "/negotiated/peerIdentifier", "10.0.0.2", List.of()),
                arguments("", "/negotiated/localAddress", "10.0.0.1", List.of()));
    }

    @ParameterizedTest
    @MethodSource({"plainCapabilities", "addPath", "extensions", "rolesAndTheRest"})
    void whatCanBeNegotiated(String keys, String pointer, String expected, List<Capability> theirs)
            throws InvalidConfigurationException, BgpProtocolException, JsonProcessingException {
        SpeakerPeer peer = peer(BARE.formatted(keys.isEmpty() ? "" : ", " + keys));
        JsonNode found = json(peer, negotiated(peer, theirs.toArray(Capability[]::new)), null)
                .at(pointer);

        assertThat(found.isMissingNode()).as(pointer).isFalse();
        assertThat(found.isTextual() ? found.textValue() : found.toString()).isEqualTo(expected);
    }

    private static GracefulRestartCapability restart(boolean restarted, boolean notification) {
        return new GracefulRestartCapability(
                restarted, notification, 90, List.of(new GracefulRestartCapability.Family(IPV4, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/offered/gracefulRestart/restartSeconds | 60",
                "/offered/gracefulRestart/notification | true",
                "/offered/gracefulRestart/families/0/family | \"ipv4-unicast\"",
                "/offered/longLivedGracefulRestart | []",
                "/peerOffered/gracefulRestart/restarted | true",
                "/peerOffered/gracefulRestart/notification | true",
                "/peerOffered/gracefulRestart/restartSeconds | 90",
                "/peerOffered/gracefulRestart/families/0/forwardingPreserved | true",
                "/peerOffered/longLivedGracefulRestart/0/staleSeconds | 7200",
                "/peerOffered/longLivedGracefulRestart/0/forwardingPreserved | false",
                "/negotiated/gracefulRestart/mode | \"on\"",
                "/negotiated/gracefulRestart/notification | true",
                "/negotiated/gracefulRestart/keptSeconds | 90",
                "/negotiated/gracefulRestart/kept | [\"ipv4-unicast\"]",
                "/negotiated/gracefulRestart/longLivedKept/0/seconds | 3600",
            })
    void gracefulRestartShowsBitsTimesAndFamilies(String pointer, String expected)
            throws InvalidConfigurationException, BgpProtocolException, JsonProcessingException {
        SpeakerPeer peer = peer("{address: 10.0.0.2, as: 64513, graceful-restart: on, restart-time: 60,"
                + " long-lived-stale-time: 3600}");
        LongLivedGracefulRestartCapability longLived = new LongLivedGracefulRestartCapability(
                List.of(new LongLivedGracefulRestartCapability.Family(IPV4, false, 7200)));

        assertThat(json(peer, negotiated(peer, restart(true, true), longLived), null)
                        .at(pointer)
                        .toString())
                .isEqualTo(expected);
    }

    @Test
    void withoutThePeersConsentNothingIsKept()
            throws InvalidConfigurationException, BgpProtocolException, JsonProcessingException {
        SpeakerPeer helper = peer("{address: 10.0.0.2, as: 64513}");

        assertThat(json(helper, negotiated(helper), null)
                        .at("/negotiated/gracefulRestart")
                        .isNull())
                .isTrue();
        assertThat(json(helper, negotiated(helper, restart(false, false)), null)
                        .at("/negotiated/gracefulRestart/mode")
                        .textValue())
                .isEqualTo("helper");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/setup/enabled | true",
                "/setup/type | \"external\"",
                "/setup/passive | true",
                "/setup/port | 1790",
                "/setup/localAddress | \"10.0.0.1\"",
                "/setup/localAs | 65001",
                "/setup/holdSeconds | 90",
                "/setup/transport/md5 | true",
                "/setup/transport/ttlSecurity | true",
                "/setup/transport/ttl | 255",
                "/setup/transport/minTtl | 254",
                "/peerOffered | null",
                "/negotiated | null",
                "/families/0/family | \"ipv4-unicast\"",
                "/families/0/endOfRibReceived | true",
                "/families/0/limit/maximum | 100",
                "/families/0/limit/warning | 75",
                "/families/0/limit/action | \"restart\"",
                "/families/0/limit/restartSeconds | 300",
                "/families/0/received | 80",
                "/families/0/endOfRibSent | false",
                "/families/0/stale | null",
                "/families/0/limit/state | \"near\"",
                "/families/1/family | \"ipv6-unicast\"",
                "/families/1/endOfRibReceived | false",
                "/families/1/endOfRibSent | true",
                "/families/1/stale | \"long-lived\"",
                "/families/1/limit/state | \"above\"",
                "/routes | {\"received\":6,\"accepted\":5,\"best\":4,\"stale\":2,\"advertised\":3,\"behind\":1}",
                "/counters/messagesReceived | 5",
                "/counters/messagesSent | 4",
                "/counters/updatesReceived | 3",
                "/counters/updatesSent | 2",
                "/counters/established | 1",
            })
    void theSetupShowsWithoutASessionAndWithoutTheSecret(String pointer, String expected)
            throws InvalidConfigurationException, BgpProtocolException, JsonProcessingException {
        SpeakerPeer peer = peer("{address: 10.0.0.2, as: 64513, local-as: 65001, port: 1790, local-address: 10.0.0.1,"
                + " passive: true, timers: {hold: 90}, password: Geheim, ttl-security: true, multihop: 2,"
                + " families: [ipv4, ipv6], max-prefixes: [{family: ipv4, limit: 100}, {family: ipv6, limit: 100}]}");
        PeerView view = new PeerView(
                negotiated(peer),
                new PeerView.Counts(6, 5, 4, 3, 2, 1),
                Map.of(IPV4, 80, IPV6, 101),
                Map.of(IPV4, 2, IPV6, 1),
                Set.of(IPV4),
                Set.of(IPV6),
                Map.of(IPV6, StaleReason.LONG_LIVED));
        JsonNode json = json(peer, null, view);

        assertThat(json.at(pointer).toString()).isEqualTo(expected);
        assertThat(json.toString()).doesNotContain("Geheim");
    }

    @Test
    void aPeerThatTheTableDoesNotKnowHasNothing() throws InvalidConfigurationException, JsonProcessingException {
        SpeakerPeer peer = peer("{address: 10.0.0.2, as: 64513, max-prefixes: [{family: ipv4, limit: 1}]}");

        assertThat(json(peer, null, null).at("/families/0/limit/state").textValue())
                .isEqualTo("below");
        assertThat(json(peer, null, null).at("/families/0/endOfRibSent").booleanValue())
                .isFalse();
    }
}
