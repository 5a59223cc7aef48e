package io.nightjar.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable.Reason;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Causes in the table, each brought about in a real table: its stage says exactly this. */
class TableCausesTest {

    static final String P = "192.168.2.0/26";

    private static final Prefix PREFIX = Prefix.parse(P);

    private static final TestPeer ONE = TestPeer.internal(1);

    private static final TestPeer TWO = TestPeer.internal(2);

    private static final TestPeer OUTSIDE = TestPeer.external(3, 65003);

    private static final List<PeerId> PEERS =
            IntStream.range(0, 10).mapToObj(i -> new PeerId("peer" + i)).toList();

    private static PathAttributes from(TestPeer peer, PathAttribute... further) {
        String hop = peer.address().toString();
        return peer.asNumber().equals(TestPeer.OWN_AS)
                ? TestAttributes.internal(hop, further)
                : TestAttributes.external(hop, peer.asNumber().value(), further);
    }

    static Explanation explain(TestTable table, KernelFacts kernel) {
        SpeakerConfig config = new SpeakerConfig(
                new SpeakerConfig.Local(TestPeer.OWN_AS, TestPeer.OWN_IDENTIFIER, List.of()),
                List.of(),
                List.of(),
                List.of(),
                KernelConfig.OFF);
        return Explainer.explain(
                P,
                new Facts(
                        PREFIX,
                        new Facts.Source("test.yaml", null, "", Owners.NONE),
                        config,
                        new SessionFacts(List.of(), Set.of()),
                        TableFacts.of(table.view(), PREFIX, PEERS),
                        kernel));
    }

    static KernelFacts kernel(@Nullable KernelIntent intent, @Nullable KernelDestination found) {
        return new KernelFacts(intent, found, Map.of(2, "eth0"), List.of("peer1"));
    }

    private static final KernelFacts OFF = kernel(new KernelIntent(KernelIntent.Kind.OFF, "off"), null);

    private static final KernelFacts NOTHING = kernel(null, KernelDestination.unknown(PREFIX));

    private static Arguments cause(Consumer<TestTable> deeds, Code... codes) {
        return arguments(deeds, List.of(codes));
    }

    /** One peer announces a path with these attributes. */
    private static Consumer<TestTable> announced(TestPeer peer, PathAttributes attributes) {
        return table -> {
            table.up(peer);
            table.announce(peer, attributes, P);
        };
    }

    static Stream<Arguments> imports() {
        BgpIdentifier cluster = BgpIdentifier.parse("1.0.0.1");
        return Stream.of(
                cause(announced(ONE, from(ONE)), Code.IMPORT_ACCEPTED),
                cause(announced(ONE.withImport(TestPolicies.reject(P)), from(ONE)), Code.IMPORT_REJECTED_BY_POLICY),
                cause(announced(OUTSIDE, from(OUTSIDE, TestAttributes.path(65003, 64512))), Code.IMPORT_OWN_AS_IN_PATH),
                cause(
                        announced(ONE, from(ONE, new OriginatorId(TestPeer.OWN_IDENTIFIER))),
                        Code.IMPORT_OWN_ORIGINATOR_ID),
                cause(
                        announced(
                                TestPeer.client(1, "1.0.0.1"),
                                from(ONE, new OriginatorId(new BgpIdentifier(9)), new ClusterList(List.of(cluster)))),
                        Code.IMPORT_OWN_CLUSTER_ID_IN_LIST),
                cause(
                        announced(
                                OUTSIDE.withLocalRole(BgpRole.PROVIDER),
                                from(OUTSIDE, new OnlyToCustomer(AsNumber.of(65003)))),
                        Code.IMPORT_ROUTE_LEAK),
                cause(
                        table -> {
                            table.up(ONE);
                            table.apply(new RibCommand.UpdateReceived(
                                    ONE.id(),
                                    new UpdateMessage(List.of(), from(ONE).without(3), List.of(Nlri.of(PREFIX)))));
                        },
                        Code.IMPORT_NO_NEXT_HOP),
                cause(
                        announced(ONE, TestAttributes.internal(TestPeer.OWN_ADDRESS.toString())),
                        Code.IMPORT_OWN_NEXT_HOP));
    }

    static Stream<Arguments> other() {
        return Stream.of(
                cause(
                        table -> table.apply(new RibCommand.Learn(
                                Set.of(Route.learned(
                                        PREFIX, IpAddress.parse("10.0.0.9"), new RouteSource.Learned(4, 0, "eth0"))),
                                Set.of())),
                        Code.LEARNED_FROM_KERNEL),
                cause(
                        table -> {
                            table.up(ONE);
                            table.announce(ONE, from(ONE), "192.168.0.0/16");
                        },
                        Code.COVERED));
    }

    /** Two paths, and what makes the difference. */
    private static Arguments decided(Code code, PathAttribute better, PathAttribute worse) {
        return cause(
                table -> {
                    table.up(ONE);
                    table.up(TWO);
                    table.announce(ONE, from(ONE, worse), P);
                    table.announce(TWO, from(TWO, better), P);
                },
                code,
                code);
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                cause(table -> table.up(ONE), Code.DECIDED_NO_ROUTE),
                cause(announced(ONE, from(ONE)), Code.DECIDED_ONLY_ROUTE),
                cause(
                        table -> {
                            table.originate(P);
                            table.up(ONE);
                            table.announce(ONE, from(ONE), P);
                        },
                        Code.DECIDED_SOURCE_PREFERENCE,
                        Code.DECIDED_SOURCE_PREFERENCE),
                decided(Code.DECIDED_LOCAL_PREF, new LocalPref(200), new LocalPref(100)),
                decided(Code.DECIDED_AS_PATH_LENGTH, TestAttributes.path(1), TestAttributes.path(1, 2)),
                decided(Code.DECIDED_ORIGIN, Origin.IGP, Origin.EGP),
                decided(Code.DECIDED_MULTI_EXIT_DISC, new MultiExitDisc(1), new MultiExitDisc(2)),
                decided(Code.DECIDED_BGP_IDENTIFIER, new LocalPref(100), new LocalPref(100)),
                decided(
                        Code.DECIDED_LONG_LIVED_STALE,
                        Communities.of(Community.of(1, 1)),
                        Communities.of(Community.LLGR_STALE)));
    }

    static Stream<Arguments> furtherDecisions() {
        BgpIdentifier somewhere = new BgpIdentifier(9);
        return Stream.of(
                cause(
                        table -> {
                            table.up(ONE);
                            table.up(TWO);
                            OriginatorId same = new OriginatorId(somewhere);
                            table.announce(ONE, from(ONE, same, new ClusterList(List.of(somewhere))), P);
                            table.announce(TWO, from(TWO, same), P);
                        },
                        Code.DECIDED_CLUSTER_LIST_LENGTH,
                        Code.DECIDED_CLUSTER_LIST_LENGTH),
                cause(
                        table -> {
                            table.up(ONE);
                            table.up(OUTSIDE);
                            table.announce(ONE, from(ONE, TestAttributes.path(65009)), P);
                            table.announce(OUTSIDE, from(OUTSIDE), P);
                        },
                        Code.DECIDED_EXTERNAL_OVER_INTERNAL,
                        Code.DECIDED_EXTERNAL_OVER_INTERNAL),
                cause(
                        resolved(nextHop -> nextHop.equals(ONE.address()) ? via(7) : via(3)),
                        bothBy(Code.DECIDED_INTERIOR_COST)),
                cause(
                        resolved(nextHop -> nextHop.equals(ONE.address()) ? unreachable(Reason.NO_ROUTE) : via(3)),
                        bothBy(Code.DECIDED_NEXT_HOP_REACHABLE)));
    }

    /** Nothing that is announced makes a difference. */
    static Stream<Arguments> lastDecisions() {
        OriginatorId same = new OriginatorId(new BgpIdentifier(9));
        TestPeer several = ONE.withAddPath(Set.of(AddressFamily.IPV4_UNICAST), Set.of());
        return Stream.of(
                cause(
                        table -> {
                            table.up(ONE);
                            table.up(TWO);
                            table.announce(ONE, from(ONE, same), P);
                            table.announce(TWO, from(TWO, same), P);
                        },
                        bothBy(Code.DECIDED_PEER_ADDRESS)),
                cause(
                        table -> {
                            table.up(ONE);
                            table.announce(ONE, from(ONE), P);
                            PeerId beside = new PeerId("beside");
                            table.apply(
                                    new RibCommand.PeerUp(
                                            ONE.session(beside), ONE.policy(), new RecordingPeerOutput(ONE.codec())),
                                    new RibCommand.UpdateReceived(beside, TestTable.announcement(from(ONE), P)));
                        },
                        bothBy(Code.DECIDED_PEER_NAME)),
                cause(
                        table -> {
                            table.up(several);
                            table.announce(several, from(ONE), new Nlri(PREFIX, 1), new Nlri(PREFIX, 2));
                        },
                        bothBy(Code.DECIDED_PATH_IDENTIFIER)));
    }

    private static Code[] bothBy(Code code) {
        return new Code[] {code, code};
    }

    private static NextHopResolution via(long metric) {
        return new NextHopResolution.Via(IpAddress.parse("10.0.0.77"), "eth0", 2, metric);
    }

    private static NextHopResolution unreachable(Reason reason) {
        return new NextHopResolution.Unreachable(reason);
    }

    private static Consumer<TestTable> resolved(Function<IpAddress, NextHopResolution> ways) {
        return table -> {
            table.apply(new RibCommand.NextHopsChanged(nextHop -> NextHopResolver.Match.certain(ways.apply(nextHop))));
            table.up(ONE);
            table.up(TWO);
            table.announce(ONE, from(ONE), P);
            table.announce(TWO, from(TWO), P);
        };
    }

    private static Arguments unresolved(Reason reason, Code code) {
        return cause(
                table -> {
                    table.apply(new RibCommand.NextHopsChanged(
                            nextHop -> NextHopResolver.Match.certain(unreachable(reason))));
                    table.up(ONE);
                    table.announce(ONE, from(ONE), P);
                },
                code);
    }

    static Stream<Arguments> nextHops() {
        return Stream.of(
                cause(table -> table.originate(P), Code.NEXT_HOP_HERE),
                cause(announced(ONE, from(ONE)), Code.NEXT_HOP_NOT_ASKED),
                cause(
                        table -> {
                            table.apply(
                                    new RibCommand.NextHopsChanged(nextHop -> NextHopResolver.Match.certain(via(1))));
                            table.up(ONE);
                            table.announce(ONE, from(ONE), P);
                        },
                        Code.NEXT_HOP_REACHED),
                cause(
                        table -> table.apply(new RibCommand.Learn(
                                Set.of(Route.learned(PREFIX, null, new RouteSource.Learned(2, 0, "eth0"))), Set.of())),
                        Code.NEXT_HOP_OF_KERNEL),
                unresolved(Reason.NO_ROUTE, Code.NEXT_HOP_NO_ROUTE),
                unresolved(Reason.LOCAL_ADDRESS, Code.NEXT_HOP_LOCAL_ADDRESS),
                unresolved(Reason.UNREACHABLE_ROUTE, Code.NEXT_HOP_UNREACHABLE_ROUTE),
                unresolved(Reason.BGP_ROUTE, Code.NEXT_HOP_BGP_ROUTE));
    }

    /** Peer 1 announces, and another one hears of it or does not. */
    private static Arguments told(TestPeer source, TestPeer other, PathAttributes attributes, Code code) {
        return cause(
                table -> {
                    table.up(source);
                    table.up(other).mayHearOfUnknown();
                    table.announce(source, attributes, P);
                },
                Code.EXPORT_NOT_BACK_TO_SOURCE,
                code);
    }

    static Stream<Arguments> exports() {
        TestPeer wide = ONE.withExtendedMessages();
        return Stream.of(
                told(ONE, OUTSIDE, from(ONE), Code.EXPORT_ADVERTISED),
                told(ONE, TWO, from(ONE), Code.EXPORT_INTERNAL_TO_INTERNAL),
                told(
                        TestPeer.formerClient(1, "1.0.0.1"),
                        TWO,
                        from(ONE, new ClusterList(List.of(BgpIdentifier.parse("1.0.0.1")))),
                        Code.EXPORT_OWN_CLUSTER_ID_IN_LIST),
                told(ONE, OUTSIDE, from(ONE, Communities.of(Community.NO_EXPORT)), Code.EXPORT_NO_EXPORT),
                told(ONE, OUTSIDE, from(ONE, Communities.of(Community.NO_ADVERTISE)), Code.EXPORT_NO_ADVERTISE),
                told(
                        ONE,
                        OUTSIDE,
                        from(ONE, Communities.of(Community.NO_EXPORT_SUBCONFED)),
                        Code.EXPORT_NO_EXPORT_SUBCONFED),
                told(ONE, OUTSIDE, from(ONE, Communities.of(Community.LLGR_STALE)), Code.EXPORT_LONG_LIVED_STALE),
                told(ONE, OUTSIDE.withExport(TestPolicies.reject(P)), from(ONE), Code.EXPORT_REJECTED_BY_POLICY),
                told(
                        ONE,
                        OUTSIDE.withFamilies(AddressFamily.IPV6_UNICAST),
                        from(ONE),
                        Code.EXPORT_FAMILY_NOT_NEGOTIATED),
                told(
                        ONE,
                        OUTSIDE.withLocalRole(BgpRole.CUSTOMER),
                        from(ONE, new OnlyToCustomer(AsNumber.of(65009))),
                        Code.EXPORT_ONLY_TO_CUSTOMER),
                told(ONE, OUTSIDE.withLocalAddress("fd00::fe"), from(ONE), Code.EXPORT_NO_NEXT_HOP_OF_FAMILY),
                told(
                        ONE.withExtendedNextHop(),
                        TestPeer.external(4, 65004).withLocalAddress("fd00::fe").withNextHop(NextHopMode.KEEP),
                        TestAttributes.internal("fd00::1"),
                        Code.EXPORT_EXTENDED_NEXT_HOP),
                told(wide, OUTSIDE, from(ONE, tooLong()), Code.EXPORT_TOO_LONG));
    }

    /** Longer than a message without RFC 8654. */
    private static PathAttribute tooLong() {
        return new Communities(
                IntStream.range(0, 1500).mapToObj(i -> Community.of(8, i)).toList(), false);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"imports", "other", "decisions", "furtherDecisions", "lastDecisions", "nextHops", "exports"})
    void eachCauseHasItsCode(Consumer<TestTable> deeds, List<Code> codes) {
        TestTable table = new TestTable(ReflectionRules.rules());
        deeds.accept(table);
        boolean absent = TableFacts.of(table.view(), PREFIX, PEERS).forwarding() == null;

        Explanation explanation = explain(table, absent ? NOTHING : OFF);

        Stage stage = codes.get(0).stage();
        assertThat(explanation.steps().stream().map(Step::code).filter(code -> code.stage() == stage))
                .as(explanation.toString())
                .containsExactlyInAnyOrderElementsOf(codes);
        codes.stream()
                .filter(Code::isInTheWay)
                .forEach(code -> assertThat(explanation.code()).isEqualTo(code));
    }
}
