package io.nightjar.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.Resources;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Causes in the datastore and in sessions, each put into a small cluster: its stage says exactly this, and so does the conclusion. */
class ClusterCausesTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final String BLOCK = ClusterBed.BLOCK;

    private static final String BLOCK_KEY = ClusterKeys.blockKey("b", BLOCK);

    private static final String OTHER_PEER = "peerIP: 192.0.2.1, asNumber: 65001";

    private static ClusterBed change(ClusterBed bed, Consumer<ClusterBed> change) {
        change.accept(bed);
        return bed;
    }

    private static Arguments cause(ClusterBed bed, Code... codes) {
        return arguments(bed, List.of(codes));
    }

    static Stream<Arguments> owners() {
        return Stream.of(
                cause(ClusterBed.plain(), Code.NODE_BLOCK),
                cause(
                        ClusterBed.plain().about("192.168.9.0/26").with(r -> r.block("a", "192.168.9.0/26", "")),
                        Code.OWN_BLOCK),
                cause(ClusterBed.plain().with(r -> r.block("b", BLOCK, "pending")), Code.BLOCK_PENDING),
                cause(ClusterBed.plain().with(r -> r.block("b", BLOCK, "pendingDeletion")), Code.BLOCK_RELEASING),
                cause(
                        ClusterBed.plain().with(r -> r.block("c", BLOCK, "confirmed")),
                        Code.NODE_BLOCK,
                        Code.NODE_BLOCK,
                        Code.BLOCK_CLAIMED_TWICE),
                cause(ClusterBed.plain().with(r -> r.key(BLOCK_KEY, "{")), Code.BLOCK_UNUSABLE),
                cause(ClusterBed.plain().about("10.0.0.2/32"), Code.NODE_ADDRESS),
                cause(
                        ClusterBed.plain()
                                .about("10.96.0.0/12")
                                .with(r -> r.put(
                                        "BGPConfiguration", "default", "serviceClusterIPs: [{cidr: 10.96.0.0/12}]")),
                        Code.STARTS_HERE),
                cause(ClusterBed.plain().about("192.168.3.0/26"), Code.POOL_WITHOUT_BLOCK),
                cause(ClusterBed.plain().about("203.0.113.0/24"), Code.NO_OWNER),
                cause(change(ClusterBed.plain(), bed -> bed.ownersProblem = "timeout"), Code.OWNERS_UNREADABLE),
                cause(change(ClusterBed.plain(), bed -> bed.away = "refused"), Code.DATASTORE_AWAY, Code.NODE_BLOCK),
                cause(
                        change(ClusterBed.plain().about("203.0.113.0/24"), bed -> bed.datastore = false),
                        Code.STATIC_FILE),
                cause(
                        new ClusterBed()
                                .with(r -> r.node("b", "10.0.0.2/24", "", "").block("b", BLOCK, "confirmed")),
                        Code.NOT_CONFIGURED,
                        Code.NODE_BLOCK));
    }

    static Stream<Arguments> intents() {
        return Stream.of(
                cause(ClusterBed.plain(), Code.PLANNED_PEER),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.block("a", "192.168.9.0/26", ""))
                                .about("192.168.9.0/26"),
                        Code.ORIGINATED),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.block("a", "192.168.9.9/32", ""))
                                .about("192.168.9.9/32"),
                        Code.HOST_BLOCK),
                cause(
                        change(
                                ClusterBed.plain()
                                        .with(r -> r.block("a", "192.168.9.0/26", ""))
                                        .about("192.168.9.0/26"),
                                bed -> bed.planned = false),
                        Code.NOT_ORIGINATED),
                cause(
                        ClusterBed.nodes("10.0.0.1/24", "10.0.0.2/24").with(r -> r.block("c", BLOCK, "confirmed")),
                        Code.NODE_UNKNOWN),
                cause(ClusterBed.plain().with(r -> r.key(Resources.BASE + "nodes/b", "{")), Code.NODE_UNUSABLE),
                cause(ClusterBed.plain().with(r -> r.node("b", "", "fd00::2/64", "")), Code.NODE_WITHOUT_ADDRESS),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.node("b", "10.0.0.2/24", "fd00::2/64", "")
                                        .block("b", "fd80::/122", "confirmed"))
                                .about("fd80::/122"),
                        Code.NO_OWN_ADDRESS),
                cause(ClusterBed.plain().with(r -> r.node("b", "10.0.0.1/24", "", "")), Code.ADDRESS_OF_THIS_NODE));
    }

    static Stream<Arguments> sessionsThatAreNot() {
        String mesh = "nodeToNodeMeshEnabled: false";
        return Stream.of(
                cause(
                        ClusterBed.plain()
                                .with(r -> r.put(
                                        "BGPConfiguration",
                                        "default",
                                        "nodeMeshPassword: {secretKeyRef: {name: s, key: k}}")),
                        Code.PEER_LEFT_OUT),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.put("BGPConfiguration", "default", mesh)
                                        .put("BGPPeer", "x", OTHER_PEER)),
                        Code.MESH_OFF),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.node("b", "10.0.0.2/24", "", "", "routeReflectorClusterID: 1.0.0.1")
                                        .put("BGPPeer", "x", OTHER_PEER)),
                        Code.OWNER_IS_REFLECTOR),
                cause(
                        ClusterBed.plain()
                                .with(r -> r.node("a", "10.0.0.1/24", "", "", "routeReflectorClusterID: 1.0.0.1")
                                        .put("BGPPeer", "x", OTHER_PEER)),
                        Code.THIS_IS_REFLECTOR),
                cause(
                        change(
                                ClusterBed.plain().with(r -> r.put("BGPPeer", "x", OTHER_PEER)),
                                bed -> bed.config = known -> onlyPeer(known, "Global_192_0_2_1")),
                        Code.NO_DIRECT_PEER),
                cause(ClusterBed.plain().with(r -> r.put("BGPConfiguration", "default", mesh)), Code.NO_PEERS));
    }

    private static SpeakerConfig onlyPeer(SpeakerConfig known, String name) {
        return withPeers(
                known,
                known.peers().stream()
                        .filter(peer -> peer.session().id().name().equals(name))
                        .toList());
    }

    private static SpeakerConfig withPeers(SpeakerConfig known, List<SpeakerPeer> peers) {
        return new SpeakerConfig(known.local(), peers, known.ranges(), known.originated(), known.kernel());
    }

    private static SpeakerConfig limited(SpeakerConfig known) {
        PrefixLimit limit = new PrefixLimit(10, 8, PrefixLimit.Action.WARN, 0);
        return withPeers(
                known,
                known.peers().stream()
                        .map(peer ->
                                new SpeakerPeer(peer.session(), peer.policy().withPrefixLimits(Map.of(IPV4, limit))))
                        .toList());
    }

    static Stream<Arguments> sessions() {
        return Stream.of(
                cause(ClusterBed.plain().established(Set.of(IPV4)), Code.SESSION_UP),
                cause(change(ClusterBed.plain(), bed -> bed.sessions = false), Code.SESSION_ABSENT),
                cause(
                        change(ClusterBed.plain().established(Set.of(IPV4)), bed -> bed.leaving = true),
                        Code.SESSION_LEAVING,
                        Code.SESSION_UP),
                cause(
                        ClusterBed.plain().session(FsmState.IDLE, IdleHoldCause.NONE, false, "by hand"),
                        Code.SESSION_DISABLED),
                cause(ClusterBed.plain().session(FsmState.IDLE, IdleHoldCause.NONE, true, ""), Code.SESSION_IDLE),
                cause(
                        ClusterBed.plain().session(FsmState.IDLE, IdleHoldCause.CONNECT_DELAY, true, "x"),
                        Code.SESSION_DELAYED),
                cause(
                        ClusterBed.plain().session(FsmState.IDLE, IdleHoldCause.ERROR_WAIT, true, "x"),
                        Code.SESSION_ERROR_WAIT),
                cause(ClusterBed.plain().session(FsmState.IDLE, IdleHoldCause.ORDERED, true, "x"), Code.SESSION_HELD),
                cause(
                        ClusterBed.plain().session(FsmState.CONNECT, IdleHoldCause.NONE, true, ""),
                        Code.SESSION_CONNECTING),
                cause(
                        ClusterBed.plain().session(FsmState.CONNECT, IdleHoldCause.NONE, true, "No route to host"),
                        Code.SESSION_RETRYING),
                cause(ClusterBed.plain().session(FsmState.ACTIVE, IdleHoldCause.NONE, true, ""), Code.SESSION_AWAITED),
                cause(
                        ClusterBed.plain().session(FsmState.OPEN_SENT, IdleHoldCause.NONE, true, ""),
                        Code.SESSION_OPENING),
                cause(ClusterBed.plain().established(Set.of(AddressFamily.IPV6_UNICAST)), Code.FAMILY_NOT_NEGOTIATED));
    }

    static Stream<Arguments> announcements() {
        return Stream.of(
                cause(ClusterBed.plain().known(false, Map.of(), 0), Code.SESSION_UP, Code.END_OF_RIB_AWAITED),
                cause(
                        ClusterBed.plain().known(true, Map.of(IPV4, StaleReason.RESTARTING), 1),
                        Code.SESSION_UP,
                        Code.ROUTES_RESTARTING),
                cause(
                        ClusterBed.plain().known(true, Map.of(IPV4, StaleReason.LONG_LIVED), 1),
                        Code.SESSION_UP,
                        Code.ROUTES_LONG_LIVED),
                cause(
                        ClusterBed.plain().known(true, Map.of(IPV4, StaleReason.RESYNCING), 1),
                        Code.SESSION_UP,
                        Code.ROUTES_RESYNCING),
                cause(
                        ClusterBed.plain().known(true, Map.of(IPV4, StaleReason.REFRESHING), 1),
                        Code.SESSION_UP,
                        Code.ROUTES_REFRESHING),
                cause(
                        change(
                                ClusterBed.plain().known(true, Map.of(), 9),
                                bed -> bed.config = ClusterCausesTest::limited),
                        Code.SESSION_UP,
                        Code.PREFIX_LIMIT_NEAR));
    }

    static Stream<Arguments> silence() {
        return Stream.of(cause(ClusterBed.plain().known(true, Map.of(), 0), Code.NOT_ANNOUNCED));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"owners", "intents", "sessionsThatAreNot", "sessions", "announcements", "silence"})
    void eachCauseHasItsCode(ClusterBed bed, List<Code> codes) {
        Explanation explanation = bed.explain();
        Stage stage = codes.get(0).stage();

        assertThat(explanation.steps().stream().map(Step::code).filter(code -> code.stage() == stage))
                .as(explanation.toString())
                .containsExactlyElementsOf(codes);
        Arrays.stream(Code.values())
                .filter(code -> code.isInTheWay() && codes.contains(code))
                .forEach(code -> assertThat(explanation.code()).isEqualTo(code));
    }
}
