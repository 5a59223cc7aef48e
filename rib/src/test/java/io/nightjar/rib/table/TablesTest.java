package io.nightjar.rib.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final Prefix P = Prefix.parse("192.168.1.0/26");
    private static final Prefix Q = Prefix.parse("192.168.2.0/26");
    private static final TestPeer ONE = TestPeer.internal(1);
    private static final TestPeer TWO = TestPeer.internal(2);

    private static Route route(TestPeer peer, Prefix prefix, String nextHop) {
        return new Route(Nlri.of(prefix), TestAttributes.internal(nextHop), peer.source());
    }

    @Nested
    class Interning {

        @Test
        void equalAttributesBecomeOneValue() {
            AttributeInterner interner = new AttributeInterner();
            PathAttributes first = interner.intern(TestAttributes.internal("10.0.0.1"));
            assertThat(interner.intern(TestAttributes.internal("10.0.0.1"))).isSameAs(first);
            assertThat(interner.intern(TestAttributes.internal("10.0.0.2"))).isNotSameAs(first);
            assertThat(interner.size()).isBetween(1, 2);
        }

        /** Grows, has values collected while others stay, and shrinks. */
        @Test
        void valuesThatNobodyHoldsLeaveAndOthersStayTheSame() {
            AttributeInterner interner = new AttributeInterner();
            List<PathAttributes> held = new ArrayList<>();
            for (int number = 0; number < 20_000; number++) {
                PathAttributes kept = interner.intern(numbered(number));
                if (number % 100 == 0) {
                    held.add(kept);
                }
            }
            for (int look = 0; look < 1000 && interner.size() > 300; look++) {
                System.gc();
                // Whoever asks clears up.
                assertThat(interner.intern(numbered(0))).isSameAs(held.get(0));
            }
            assertThat(interner.size()).isBetween(held.size(), 300);
            for (int i = 0; i < held.size(); i++) {
                assertThat(interner.intern(numbered(100 * i))).isSameAs(held.get(i));
            }
            for (int number = 0; number < 20_000; number++) {
                PathAttributes again = interner.intern(numbered(number));
                assertThat(interner.intern(numbered(number))).isSameAs(again);
            }
        }

        private static PathAttributes numbered(int number) {
            return TestAttributes.internal("10.0.0.1", new MultiExitDisc(number));
        }
    }

    @Nested
    class Received {

        private final AdjRibIn adjRibIn = new AdjRibIn();

        @Test
        void aSecondAnnouncementReplacesTheFirst() {
            adjRibIn.put(route(ONE, P, "10.0.0.1"), ImportReason.REJECTED_BY_POLICY);
            assertThat(adjRibIn.acceptedSize()).isZero();
            assertThat(adjRibIn.reason(Nlri.of(P))).isEqualTo(ImportReason.REJECTED_BY_POLICY);
            adjRibIn.put(route(ONE, P, "10.0.0.2"), ImportReason.ACCEPTED);
            assertThat(adjRibIn.size()).isEqualTo(1);
            assertThat(adjRibIn.acceptedSize()).isEqualTo(1);
            assertThat(adjRibIn.reason(Nlri.of(P))).isEqualTo(ImportReason.ACCEPTED);
        }

        @Test
        void pathsWithIdentifiersStandSideBySide() {
            Route zero = new Route(new Nlri(P, 0), TestAttributes.internal("10.0.0.1"), ONE.source());
            Route seven = new Route(new Nlri(P, 7), TestAttributes.internal("10.0.0.2"), ONE.source());
            adjRibIn.put(zero, ImportReason.ACCEPTED);
            adjRibIn.put(seven, ImportReason.ACCEPTED);
            adjRibIn.put(route(ONE, Q, "10.0.0.1"), ImportReason.ACCEPTED);
            assertThat(adjRibIn.find(P)).containsExactlyInAnyOrder(zero, seven);
            assertThat(adjRibIn.remove(zero.nlri())).isEqualTo(zero);
            assertThat(adjRibIn.remove(seven.nlri())).isEqualTo(seven);
            assertThat(adjRibIn.find(P)).isEmpty();
            assertThat(adjRibIn.find(Q)).hasSize(1);
        }

        @Test
        void removingWhatIsNotThereDoesNothing() {
            assertThat(adjRibIn.remove(Nlri.of(P))).isNull();
            assertThat(adjRibIn.remove(new Nlri(P, 3))).isNull();
        }
    }

    @Nested
    class Told {

        @Test
        void aSourceDoesNotSeeItsOwnRoute() {
            AdjRibOut out = new AdjRibOut();
            out.replace(Nlri.of(P), route(ONE, P, "10.0.0.1"));
            out.replace(Nlri.of(Q), Route.originated(Q, "test"));
            assertThat(out.findFor(ONE.id(), Nlri.of(P))).isNull();
            assertThat(out.findFor(TWO.id(), Nlri.of(P)))
                    .isEqualTo(out.find(Nlri.of(P)))
                    .isNotNull();
            assertThat(out.sizeFor(ONE.id())).isEqualTo(1);
            assertThat(out.sizeFor(TWO.id())).isEqualTo(2);
            out.replace(Nlri.of(P), route(TWO, P, "10.0.0.2"));
            assertThat(out.sizeFor(ONE.id())).isEqualTo(2);
            out.replace(Nlri.of(P), null);
            assertThat(out.sizeFor(TWO.id())).isEqualTo(1);
            Prefix six = Prefix.parse("fd00:10:233::/64");
            out.replace(Nlri.of(six), Route.originated(six, "test"));
            assertThat(out.sizeFor(TWO.id(), Afi.IPV4)).isEqualTo(1);
            assertThat(out.sizeFor(TWO.id(), Afi.IPV6)).isEqualTo(1);
            out.replace(Nlri.of(six), null);
            assertThat(out.sizeFor(TWO.id(), Afi.IPV6)).isZero();
            assertThat(out.byAttributes(route -> route.isFor(TWO.id()))).containsExactly(Nlri.of(Q));
        }

        @Test
        void pathsToOneDestinationAreBesideEachOther() {
            AdjRibOut out = new AdjRibOut();
            Nlri first = new Nlri(P, 1);
            Nlri second = new Nlri(P, 2);
            out.replace(first, new Route(first, TestAttributes.internal("10.0.0.1"), ONE.source()));
            out.replace(second, new Route(second, TestAttributes.internal("10.0.0.2"), TWO.source()));
            assertThat(out.paths(P)).extracting(Route::nlri).containsExactly(first, second);
            assertThat(out.find(Nlri.of(P))).isNull();
            assertThat(out.byAttributes(route -> route.isFor(ONE.id()))).containsExactly(second);
            assertThat(out.sizeFor(ONE.id())).isEqualTo(1);
            out.replace(second, null);
            assertThat(out.sizeFor(ONE.id())).isZero();
            assertThat(out.replace(second, null)).isNull();
            out.replace(first, null);
            assertThat(out.replace(first, null)).isNull();
            assertThat(out.paths(P)).isEmpty();
        }
    }

    @Nested
    class Chosen {

        private final LocRib locRib = new LocRib(NextHopResolver.NO_FORWARDING);

        @Test
        void manyChangesOfOneDestinationAreOne() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.put(route(TWO, P, "10.0.0.2"));
            locRib.put(route(ONE, P, "10.0.0.3"));
            List<BestPathChange> changes = locRib.decide();
            assertThat(changes).hasSize(1);
            assertThat(changes.get(0).now().route()).isEqualTo(route(ONE, P, "10.0.0.3"));
            assertThat(changes.get(0).reason()).isEqualTo(SelectionReason.BGP_IDENTIFIER);
            assertThat(locRib.bestPathsOf(ONE.id())).isEqualTo(1);
            assertThat(locRib.bestPathsOf(TWO.id())).isZero();
            assertThat(locRib.decide()).isEmpty();
        }

        @Test
        void whatComesAndGoesBetweenDecisionsNeverWas() {
            Route route = route(ONE, P, "10.0.0.1");
            locRib.put(route);
            locRib.remove(route.nlri(), route.source());
            assertThat(locRib.decide()).isEmpty();
            assertThat(locRib.prefixes()).isEmpty();
            assertThat(locRib.best(P)).isNull();
            assertThat(locRib.explain(P)).isNull();
        }

        @Test
        void aChangeForTheWorseOfALoserIsNoChange() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.put(route(TWO, P, "10.0.0.2"));
            locRib.decide();
            locRib.put(route(TWO, P, "10.0.0.2").withAttributes(TestAttributes.internal("10.0.0.2", new LocalPref(1))));
            assertThat(locRib.decide()).isEmpty();
        }

        @Test
        void theLastRouteThatGoesIsAChangeToNothing() {
            Route route = route(ONE, P, "10.0.0.1");
            locRib.put(route);
            locRib.decide();
            locRib.remove(route.nlri(), route.source());
            assertThat(locRib.explain(P)).isNull();
            BestPathChange gone = locRib.decide().get(0);
            assertThat(gone.before().route()).isEqualTo(route);
            assertThat(gone.now()).isNull();
            assertThat(gone.reason()).isEqualTo(SelectionReason.NO_ROUTE);
            assertThat(locRib.bestPathsOf(ONE.id())).isZero();
        }

        @Test
        void removingWhatIsNotThereDoesNothing() {
            locRib.remove(Nlri.of(P), ONE.source());
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.remove(Nlri.of(P), TWO.source());
            assertThat(locRib.decide()).hasSize(1);
        }
    }

    @Nested
    class Reachability {

        private final List<IpAddress> asked = new ArrayList<>();
        private final LocRib locRib = new LocRib(this::near);

        private NextHopResolver.Match near(IpAddress nextHop) {
            asked.add(nextHop);
            return NextHopResolver.Match.certain(new Via(nextHop, "eth0", 2, 0));
        }

        private NextHopResolver.Match onlySecond(IpAddress nextHop) {
            return nextHop.equals(IpAddress.parse("10.0.0.2"))
                    ? near(nextHop)
                    : NextHopResolver.Match.certain(new Unreachable(Unreachable.Reason.NO_ROUTE));
        }

        @Test
        void aNextHopIsAskedForOnce() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.put(route(ONE, Q, "10.0.0.1"));
            locRib.put(route(TWO, P, "10.0.0.1"));
            locRib.decide();
            assertThat(asked).containsExactly(IpAddress.parse("10.0.0.1"));
            assertThat(locRib.nextHopsInUse()).isEqualTo(1);
        }

        @Test
        void onlyDestinationsWithAnotherAnswerAreDecidedAgain() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.put(route(TWO, P, "10.0.0.2"));
            locRib.put(route(TWO, Q, "10.0.0.2"));
            locRib.decide();
            locRib.replaceResolver(this::onlySecond, NextHopResolver.EVERYWHERE);
            List<BestPathChange> changes = locRib.decide();
            assertThat(changes).extracting(BestPathChange::prefix).containsExactly(P);
            assertThat(changes.get(0).now().route()).isEqualTo(route(TWO, P, "10.0.0.2"));
            assertThat(changes.get(0).reason()).isEqualTo(SelectionReason.NEXT_HOP_REACHABLE);
        }

        @Test
        void theSameRouteReachedInAnotherWayIsAChange() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.decide();
            locRib.replaceResolver(this::onlySecond, NextHopResolver.EVERYWHERE);
            BestPathChange change = locRib.decide().get(0);
            assertThat(change.now().route()).isEqualTo(change.before().route());
            assertThat(change.now().reachable()).isFalse();
        }

        @Test
        void aNextHopThatNobodyUsesIsForgotten() {
            locRib.put(route(ONE, P, "10.0.0.1"));
            locRib.put(route(TWO, P, "10.0.0.1"));
            locRib.put(route(ONE, P, "10.0.0.3"));
            assertThat(locRib.nextHopsInUse()).isEqualTo(2);
            locRib.remove(Nlri.of(P), TWO.source());
            assertThat(locRib.nextHopsInUse()).isEqualTo(1);
            locRib.remove(Nlri.of(P), ONE.source());
            assertThat(locRib.nextHopsInUse()).isZero();
        }

        @Test
        void aNextHopOutOfUseHasNoAnswer() {
            NextHops nextHops = new NextHops(this::near, (nextHop, fromLength) -> null);
            nextHops.release(IpAddress.parse("10.0.0.1"), new Destination(P));
            assertThatIllegalStateException()
                    .isThrownBy(() -> nextHops.answer(IpAddress.parse("10.0.0.1")))
                    .withMessageContaining("10.0.0.1");
        }
    }
}
