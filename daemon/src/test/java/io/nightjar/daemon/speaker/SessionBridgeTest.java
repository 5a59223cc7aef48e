package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.reflector.ReflectionRules;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.engine.TurnListener;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionBridgeTest {

    private static final PeerPolicy OPEN =
            new PeerPolicy(RoutePolicy.ACCEPT_ALL, RoutePolicy.ACCEPT_ALL, NextHopMode.AUTO, null);

    private static final SessionEnd DECONFIGURED =
            new SessionEnd(SessionEnd.Cause.CEASE_RECEIVED, "received Cease/Peer De-configured (6/3)", false, true);

    private final RibLoop table = new RibLoop(
            new RibEngine(ReflectionRules.rules(), NextHopResolver.NO_FORWARDING, RibListener.NONE),
            100,
            System::nanoTime,
            TurnListener.NONE,
            (thread, fault) -> {
                throw new AssertionError(fault);
            });
    private final List<PeerId> excused = new CopyOnWriteArrayList<>();
    private final List<NegotiatedSession> spoken = new CopyOnWriteArrayList<>();
    private final List<PeerId> promisingNothing = new CopyOnWriteArrayList<>();
    private final FakeOutlook time = new FakeOutlook();
    private final SessionBridge bridge = new SessionBridge(
            table,
            new SessionBridge.Waiting() {
                @Override
                public void excuse(PeerId peer) {
                    excused.add(peer);
                }

                @Override
                public void speaks(NegotiatedSession session) {
                    spoken.add(session);
                }

                @Override
                public void promisesNothing(PeerId peer) {
                    promisingNothing.add(peer);
                }
            },
            time::after);
    private final RecordingSession session =
            new RecordingSession(TestPeer.internal(1).session());

    @BeforeEach
    void aPeerKnowsARoute() {
        table.start();
        bridge.policiesChanged(new PolicyDirectory(Map.of(session.negotiated().peer(), OPEN), List.of()));
        table.submit(new RibCommand.Originate(List.of(new OriginatedRoute(Prefix.parse("10.1.0.0/16"), "test"))));
        bridge.sessionUp(session);
        assertThat(sentAfterAll()).isNotEmpty();
        session.sent.clear();
    }

    @AfterEach
    void stop() {
        table.close();
    }

    /** The table has done everything by the time that it answers. */
    private List<byte[]> sentAfterAll() {
        assertThat(table.query(RibView::bestPaths).join()).hasSize(1);
        return session.sent;
    }

    private void refresh(int subtype) {
        bridge.routeRefreshReceived(session, new RouteRefreshMessage(AddressFamily.IPV4_UNICAST, subtype));
    }

    @Test
    void aRefreshRequestIsAnsweredWithTheTable() {
        refresh(RouteRefreshMessage.REQUEST);
        assertThat(sentAfterAll()).isNotEmpty();
    }

    @Test
    void refreshMarkersAreNotAnswered() {
        refresh(RouteRefreshMessage.BEGIN);
        refresh(RouteRefreshMessage.END);
        assertThat(sentAfterAll()).isEmpty();
    }

    @Test
    void nobodyWaitsForAPeerThatKnowsNothingOfRestarts() {
        assertThat(excused).containsExactly(session.negotiated().peer());
        assertThat(promisingNothing).containsExactly(session.negotiated().peer());
        assertThat(spoken).containsExactly(session.negotiated());
    }

    @Test
    void nobodyWaitsForAPeerThatRestartsItself() {
        bridge.sessionUp(new RecordingSession(restarting(2, true)));
        bridge.sessionUp(new RecordingSession(restarting(3, false)));
        assertThat(excused).contains(new PeerId("peer2")).doesNotContain(new PeerId("peer3"));
        assertThat(promisingNothing).doesNotContain(new PeerId("peer2"), new PeerId("peer3"));
    }

    private static NegotiatedSession restarting(int number, boolean restarted) {
        return TestPeer.internal(number)
                .withOffers(
                        PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER),
                        new GracefulRestartCapability(
                                restarted,
                                true,
                                90,
                                List.of(new GracefulRestartCapability.Family(AddressFamily.IPV4_UNICAST, true))))
                .session();
    }

    @Nested
    class RoutesOfALostPeer {

        private final RecordingSession lost = new RecordingSession(restarting(2, false));

        @BeforeEach
        void aPeerWithARouteIsLost() {
            bridge.policiesChanged(new PolicyDirectory(
                    Map.of(session.negotiated().peer(), OPEN, new PeerId("peer2"), OPEN), List.of()));
            bridge.sessionUp(lost);
            announce();
            bridge.sessionDown(lost, new SessionEnd(SessionEnd.Cause.CONNECTION_LOST, "gone", true));
        }

        private void announce() {
            bridge.updateReceived(
                    lost,
                    new UpdateMessage(
                            List.of(),
                            TestAttributes.internal("10.0.0.2"),
                            List.of(Nlri.of(Prefix.parse("10.2.0.0/16")))),
                    List.of());
        }

        private int best() {
            return table.query(view -> view.bestPaths().size()).join();
        }

        @Test
        void areKeptAsLongAsSomebodyWantsIt() {
            assertThat(best()).isEqualTo(2);
        }

        @Test
        void areForgottenWhenTheTableKeepsNoneOfThem() {
            bridge.forgotten(restarting(3, false));
            assertThat(bridge.lost()).isEqualTo(1);
            bridge.forgotten(lost.negotiated());
            assertThat(bridge.lost()).isZero();
        }

        @Test
        void areGoneWhenNobodyWantsItAnyMore() {
            bridge.policiesChanged(
                    new PolicyDirectory(Map.of(session.negotiated().peer(), OPEN), List.of()));
            assertThat(best()).isEqualTo(1);
        }

        private void peer2(boolean wanted, Set<PeerId> leaving) {
            Map<PeerId, PeerPolicy> peers = wanted
                    ? Map.of(session.negotiated().peer(), OPEN, new PeerId("peer2"), OPEN)
                    : Map.of(session.negotiated().peer(), OPEN);
            bridge.policiesChanged(new PolicyDirectory(peers, List.of(), leaving));
        }

        /** Peer 2 is established, has a route, and leaves or not; then its session ends with a NOTIFICATION. */
        private int bestAfter(Set<PeerId> leaving, SessionEnd end) {
            peer2(true, leaving);
            bridge.sessionUp(lost);
            announce();
            assertThat(best()).isEqualTo(2);
            bridge.sessionDown(lost, end);
            return best();
        }

        @Test
        void areKeptWhenItLeavesBeforeWeDo() {
            assertThat(bestAfter(Set.of(new PeerId("peer2")), DECONFIGURED)).isEqualTo(2);
            time.passDeadlines();
            assertThat(best()).isEqualTo(2);
            peer2(false, Set.of());
            assertThat(best()).isEqualTo(1);
        }

        @Test
        void areKeptWhenItLeavesBeforeWeAreToldTo() {
            assertThat(bestAfter(Set.of(), DECONFIGURED)).isEqualTo(2);
            peer2(true, Set.of(new PeerId("peer2")));
            time.passDeadlines();
            assertThat(best()).isEqualTo(2);
            peer2(false, Set.of());
            assertThat(best()).isEqualTo(1);
        }

        @Test
        void areGoneAfterAWhileWhenAPeerThatIsWantedDoesNotWantUs() {
            assertThat(bestAfter(Set.of(), DECONFIGURED)).isEqualTo(2);
            time.passDeadlines();
            assertThat(best()).isEqualTo(1);
            assertThat(bridge.lost()).isZero();
        }

        @Test
        void areGoneWhenAPeerThatDoesNotWantUsIsWantedAgain() {
            assertThat(bestAfter(Set.of(new PeerId("peer2")), DECONFIGURED)).isEqualTo(2);
            time.passDeadlines();
            peer2(true, Set.of());
            time.passDeadlines();
            assertThat(best()).isEqualTo(1);
        }

        @Test
        void areNotTakenFromTheNextSession() {
            assertThat(bestAfter(Set.of(), DECONFIGURED)).isEqualTo(2);
            bridge.sessionUp(lost);
            announce();
            time.passDeadlines();
            assertThat(best()).isEqualTo(2);
        }

        @Test
        void areKeptWhenTheNextSessionIsLostMeanwhile() {
            assertThat(bestAfter(Set.of(), DECONFIGURED)).isEqualTo(2);
            bridge.sessionUp(lost);
            announce();
            bridge.sessionDown(lost, new SessionEnd(SessionEnd.Cause.CONNECTION_LOST, "gone", true));
            time.passDeadlines();
            assertThat(best()).isEqualTo(2);
        }

        @Test
        void areGoneAtOnceWhenAPeerWithoutGracefulRestartDoesNotWantUs() {
            peer2(true, Set.of(new PeerId("peer2")));
            NegotiatedSession plain = TestPeer.internal(2).session();
            bridge.sessionUp(new RecordingSession(plain));
            announce();
            assertThat(best()).isEqualTo(2);
            bridge.sessionDown(new RecordingSession(plain), DECONFIGURED);
            assertThat(best()).isEqualTo(1);
            assertThat(bridge.lost()).isZero();
        }

        @Test
        void areGoneWhenAPeerThatLeavesSaysAnythingElse() {
            SessionEnd shutdown = new SessionEnd(
                    SessionEnd.Cause.CEASE_RECEIVED, "received Cease/Administrative Shutdown (6/2)", false);
            assertThat(bestAfter(Set.of(new PeerId("peer2")), shutdown)).isEqualTo(1);
        }

        @Test
        void obeyAPolicyThatIsNewSince() {
            PeerPolicy closed = new PeerPolicy(RoutePolicy.REJECT_ALL, RoutePolicy.ACCEPT_ALL, NextHopMode.AUTO, null);
            bridge.policiesChanged(new PolicyDirectory(
                    Map.of(session.negotiated().peer(), OPEN, new PeerId("peer2"), closed), List.of()));
            assertThat(best()).isEqualTo(1);
        }
    }

    /** A session whose peer takes everything. */
    private static final class RecordingSession implements EstablishedSession {

        private final NegotiatedSession negotiated;
        private final List<byte[]> sent = new CopyOnWriteArrayList<>();

        private RecordingSession(NegotiatedSession negotiated) {
            this.negotiated = negotiated;
        }

        @Override
        public NegotiatedSession negotiated() {
            return negotiated;
        }

        @Override
        public void send(List<byte[]> messages) {
            sent.addAll(messages);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void end(NotificationMessage notification, @Nullable Duration startAgainAfter) {
            throw new AssertionError("ended with " + notification);
        }
    }
}
