package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who goes at once, and who goes when others have taken over. */
class DeparturesTest {

    private static final PeerPolicy OPEN = SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL);

    private final List<String> done = new ArrayList<>();

    private final FakeOutlook outlook = new FakeOutlook();

    private PolicyDirectory policies = PolicyDirectory.EMPTY;

    private final Reconfigurer reconfigurer = new Reconfigurer(
            new RecordedSessions(done),
            new Reconfigurer.TableSettings(directory -> policies = directory, config -> {}, kernel -> {}),
            outlook);

    private static SpeakerPeer peer(String name) {
        return SpeakerConfigs.peer(name, false, OPEN);
    }

    private static SpeakerPeer peerAt(String name, SpeakerPeer where) {
        PeerConfig session = peer(name).session();
        return new SpeakerPeer(
                new PeerConfig(
                        session.id(),
                        where.session().remote(),
                        session.local(),
                        session.families(),
                        session.passive(),
                        session.timers()),
                OPEN);
    }

    private static SpeakerConfig config(List<SpeakerPeer> peers, NeighborRange... ranges) {
        return config(64512, peers, ranges);
    }

    private static SpeakerConfig config(long as, List<SpeakerPeer> peers, NeighborRange... ranges) {
        return new SpeakerConfig(
                new SpeakerConfig.Local(AsNumber.of(as), new BgpIdentifier(1), List.of()),
                peers,
                List.of(ranges),
                List.of(),
                KernelConfig.OFF);
    }

    private static SpeakerConfig peers(String... names) {
        return config(Stream.of(names).map(DeparturesTest::peer).toList());
    }

    private List<String> applied(SpeakerConfig config) {
        done.clear();
        reconfigurer.apply(config);
        return List.copyOf(done);
    }

    private List<String> passed(Runnable time) {
        done.clear();
        time.run();
        return List.copyOf(done);
    }

    private Set<PeerId> leaving() {
        assertThat(reconfigurer.policies()).isEqualTo(policies);
        return policies.leaving();
    }

    @Test
    void whereNobodyComesInsteadAPeerGoesAfterAWhile() {
        applied(peers("a", "b"));
        assertThat(applied(peers("b"))).isEmpty();
        assertThat(leaving()).containsExactly(new PeerId("a"));
        assertThat(outlook.looksAgain()).isFalse();
        assertThat(passed(outlook::passDeadlines)).containsExactly("remove a");
        assertThat(leaving()).isEmpty();
        assertThat(policies.peers()).containsOnlyKeys(new PeerId("b"));
    }

    @Test
    void whoIsWantedAgainMeanwhileHasNotBeenAway() {
        applied(peers("a", "b"));
        applied(peers("b"));
        assertThat(applied(peers("a", "b"))).isEmpty();
        assertThat(leaving()).isEmpty();
        assertThat(passed(outlook::passDeadlines)).isEmpty();
    }

    @Test
    void whoComesMeanwhileMayTakeOver() {
        applied(peers("a", "b"));
        applied(peers("b"));
        assertThat(applied(peers("b", "r"))).containsExactly("add r", "start r");
        assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r")));
        outlook.replace("a");
        assertThat(passed(outlook::look)).containsExactly("remove a");
        assertThat(passed(outlook::passDeadlines)).isEmpty();
    }

    @Test
    void whoWasAddedLongBeforeIsNoSuccessor() {
        applied(peers("a", "b"));
        applied(peers("a", "b", "r"));
        outlook.passDeadlines();
        assertThat(applied(peers("r"))).isEmpty();
        assertThat(outlook.looksAgain()).isFalse();
        assertThat(passed(outlook::passDeadlines)).containsExactly("remove a", "remove b");
    }

    @Test
    void whoWasAddedJustBeforeIsASuccessor() {
        applied(peers("a", "b"));
        applied(peers("a", "b", "r"));
        assertThat(applied(peers("r"))).isEmpty();
        assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r"), "b", Set.of("r")));
    }

    @Test
    void whatTheFirstConfigurationHasIsNoSuccessor() {
        applied(peers("a", "b"));
        assertThat(applied(peers("a"))).isEmpty();
        assertThat(outlook.looksAgain()).isFalse();
    }

    @Test
    void anAddressChangesHandsAtOnce() {
        applied(peers("a", "b"));
        assertThat(applied(config(List.of(peer("b"), peerAt("r", peer("a"))))))
                .containsExactly("remove a", "add r", "start r");
        assertThat(applied(config(
                        List.of(peerAt("r", peer("a")), peer("c")), SpeakerConfigs.range("0.0.0.0/8", 64512, OPEN))))
                .containsExactly("remove b", "add c", "addRange 0.0.0.0/8 as 0.0.0.1", "start c");
    }

    @Test
    void anotherSpeakerLeavesNobodyBehind() {
        applied(peers("a"));
        assertThat(applied(config(64513, List.of(peer("r"))))).containsExactly("remove a", "add r", "start r");
    }

    @Nested
    class AReflectorTakesOver {

        /** A mesh of two becomes a session with a reflector. */
        private void meshToReflector() {
            applied(peers("a", "b"));
            assertThat(applied(peers("r"))).containsExactly("add r", "start r");
            assertThat(leaving()).containsExactlyInAnyOrder(new PeerId("a"), new PeerId("b"));
        }

        @Test
        void sessionsAndPoliciesStayMeanwhile() {
            meshToReflector();
            assertThat(policies.peers()).containsOnlyKeys(new PeerId("a"), new PeerId("b"), new PeerId("r"));
            assertThat(policies.of(peer("a").session())).isEqualTo(OPEN);
            assertThat(reconfigurer.inForce()).isEqualTo(peers("r"));
            assertThat(passed(() -> assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r"), "b", Set.of("r")))))
                    .isEmpty();
            assertThat(outlook.looksAgain()).isTrue();
        }

        @Test
        void eachGoesWhenItIsReplaced() {
            meshToReflector();
            outlook.replace("b");
            assertThat(passed(outlook::look)).containsExactly("remove b");
            assertThat(leaving()).containsExactly(new PeerId("a"));
            assertThat(passed(() -> assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r")))))
                    .isEmpty();
            outlook.replace("a");
            assertThat(passed(outlook::look)).containsExactly("remove a");
            assertThat(policies).isEqualTo(PolicyDirectory.of(peers("r")));
            assertThat(outlook.look()).isEmpty();
            assertThat(outlook.looksAgain()).isFalse();
            assertThat(passed(outlook::passDeadlines)).isEmpty();
        }

        @Test
        void theTimeOfAllIsBounded() {
            meshToReflector();
            outlook.fallSilent();
            outlook.look();
            assertThat(passed(outlook::passDeadlines)).containsExactly("remove a", "remove b");
            assertThat(leaving()).isEmpty();
        }

        @Test
        void whoIsWantedAgainKeepsItsSession() {
            meshToReflector();
            assertThat(applied(peers("a", "r"))).isEmpty();
            assertThat(leaving()).containsExactly(new PeerId("b"));
            outlook.replace("a");
            assertThat(passed(outlook::look)).isEmpty();
            assertThat(passed(outlook::passDeadlines)).containsExactly("remove b");
        }

        /** A node of the mesh becomes the reflector of the others. */
        @Test
        void whoIsCalledOtherwiseMayTakeOver() {
            SpeakerPeer other = peer("b");
            PeerId id = new PeerId("r", "Mesh_r");
            applied(config(List.of(other, new SpeakerPeer(peer("r").session().with(id), OPEN))));
            PeerId reflector = new PeerId("r", "Node_r");

            assertThat(applied(
                            config(List.of(new SpeakerPeer(peer("r").session().with(reflector), OPEN)))))
                    .isEmpty();
            assertThat(leaving()).containsExactly(new PeerId("b"));
            outlook.replace("b");
            assertThat(passed(outlook::look)).containsExactly("remove b");
        }

        @Test
        void whoWasCalledOtherwiseJustBeforeMayTakeOver() {
            SpeakerPeer other = peer("b");
            PeerId mesh = new PeerId("r", "Mesh_r");
            PeerId node = new PeerId("r", "Node_r");
            applied(config(List.of(other, new SpeakerPeer(peer("r").session().with(mesh), OPEN))));
            applied(config(List.of(other, new SpeakerPeer(peer("r").session().with(node), OPEN))));

            applied(config(List.of(new SpeakerPeer(peer("r").session().with(node), OPEN))));
            assertThat(outlook.look()).isEqualTo(Map.of("b", Set.of("Node_r")));
        }

        /** Its time runs from the last of its names, not from the first. */
        @Test
        void whoWasCalledOtherwiseTwiceMayTakeOverAsLongAsAfterTheFirstTime() {
            SpeakerPeer other = peer("b");
            for (String name : List.of("Mesh_r", "Node_r", "Mesh_r", "Node_r")) {
                PeerId id = new PeerId("r", name);
                applied(config(
                        List.of(other, new SpeakerPeer(peer("r").session().with(id), OPEN))));
            }
            outlook.passFirstDeadline();

            applied(config(List.of(new SpeakerPeer(peer("r").session().with(new PeerId("r", "Node_r")), OPEN))));
            assertThat(outlook.look()).isEqualTo(Map.of("b", Set.of("Node_r")));
        }

        @Test
        void whoIsWantedAgainInAnotherWayIsRestarted() {
            meshToReflector();
            assertThat(applied(config(List.of(SpeakerConfigs.peer("a", true, OPEN), peer("r")))))
                    .containsExactly("replace a");
            assertThat(leaving()).containsExactly(new PeerId("b"));
        }

        @Test
        void whoComesBackAndLeavesAgainHasTheSecondTime() {
            meshToReflector();
            applied(peers("a", "b", "r"));
            assertThat(leaving()).isEmpty();
            assertThat(applied(peers("r", "s"))).containsExactly("add s", "start s");
            outlook.fallSilent();
            assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r", "s"), "b", Set.of("r", "s")));
            List<String> first = passed(outlook::passDeadlines);
            assertThat(first).containsExactly("remove a", "remove b");
        }

        @Test
        void aSuccessorIsSucceeded() {
            meshToReflector();
            assertThat(applied(peers("s"))).containsExactly("add s", "start s");
            assertThat(leaving()).containsExactlyInAnyOrder(new PeerId("a"), new PeerId("b"), new PeerId("r"));
            assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("s"), "b", Set.of("s"), "r", Set.of("s")));
        }

        @Test
        void withoutSuccessorsAllGo() {
            meshToReflector();
            assertThat(applied(peers())).isEmpty();
            assertThat(outlook.look()).isEmpty();
            assertThat(passed(outlook::passDeadlines)).containsExactly("remove a", "remove b", "remove r");
        }

        @Test
        void aClaimOfTheAddressEndsIt() {
            meshToReflector();
            assertThat(applied(config(List.of(peer("r"), peerAt("x", peer("a"))))))
                    .containsExactly("remove a", "add x", "start x");
            assertThat(leaving()).containsExactly(new PeerId("b"));
        }

        @Test
        void anotherIdentityEndsIt() {
            meshToReflector();
            assertThat(applied(config(64513, List.of(peer("r"))))).containsExactly("remove a", "remove b");
            assertThat(leaving()).isEmpty();
        }

        @Test
        void aLaterChangeOfSomethingElseChangesNothing() {
            meshToReflector();
            assertThat(applied(peers("r", "s"))).containsExactly("add s", "start s");
            assertThat(outlook.look()).isEqualTo(Map.of("a", Set.of("r"), "b", Set.of("r")));
        }
    }
}
