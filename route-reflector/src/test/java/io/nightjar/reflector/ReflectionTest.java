package io.nightjar.reflector;

import static io.nightjar.reflector.ReflectionClass.CLIENT;
import static io.nightjar.reflector.ReflectionClass.EXTERNAL;
import static io.nightjar.reflector.ReflectionClass.NON_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.engine.RibCommand.PolicyChanged;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReflectionTest {

    private static final BgpIdentifier ONE = BgpIdentifier.parse("1.1.1.1");
    private static final BgpIdentifier TWO = BgpIdentifier.parse("2.2.2.2");
    private static final BgpIdentifier SOURCE = BgpIdentifier.parse("10.0.0.1");
    private static final PathAttributes PLAIN = TestAttributes.internal("10.0.0.1");

    private static ClusterList clusters(BgpIdentifier... ids) {
        return new ClusterList(List.of(ids));
    }

    private static OriginatorId originator(String text) {
        return new OriginatorId(BgpIdentifier.parse(text));
    }

    @Nested
    class WhoReceivesWhat {

        @Test
        void routesOfClientsGoToEverybody() {
            assertThat(ReflectionExport.reflects(CLIENT, CLIENT)).isTrue();
            assertThat(ReflectionExport.reflects(CLIENT, NON_CLIENT)).isTrue();
            assertThat(ReflectionExport.reflects(CLIENT, EXTERNAL)).isTrue();
        }

        @Test
        void routesOfNonClientsGoToClientsButNotToNonClients() {
            assertThat(ReflectionExport.reflects(NON_CLIENT, CLIENT)).isTrue();
            assertThat(ReflectionExport.reflects(NON_CLIENT, NON_CLIENT)).isFalse();
            assertThat(ReflectionExport.reflects(NON_CLIENT, EXTERNAL)).isTrue();
        }

        @Test
        void externalRoutesGoToEverybody() {
            for (ReflectionClass target : ReflectionClass.values()) {
                assertThat(ReflectionExport.reflects(EXTERNAL, target)).isTrue();
            }
        }

        @Test
        void aClientIsAnInternalPeerWithAClusterId() {
            TestPeer client = TestPeer.client(1, "1.1.1.1");
            TestPeer external = TestPeer.external(3, 65003).withCluster(ONE);
            assertThat(ReflectionClass.of(client.source())).isEqualTo(CLIENT);
            assertThat(ReflectionClass.of(TestPeer.internal(2).source())).isEqualTo(NON_CLIENT);
            assertThat(ReflectionClass.of(external.source())).isEqualTo(EXTERNAL);
            assertThat(ReflectionClass.of(ExportTarget.of(client.session(), client.policy())))
                    .isEqualTo(CLIENT);
        }
    }

    @Nested
    class Attributes {

        @Test
        void theFirstReflectorNamesTheOriginator() {
            assertThat(ReflectionAttributes.reflect(PLAIN, SOURCE, ONE, null))
                    .isEqualTo(TestAttributes.with(PLAIN, originator("10.0.0.1"), clusters(ONE)));
        }

        @Test
        void aLaterReflectorLeavesTheOriginatorAlone() {
            PathAttributes reflected = TestAttributes.with(PLAIN, originator("10.0.0.7"), clusters(TWO));
            assertThat(ReflectionAttributes.reflect(reflected, SOURCE, null, ONE))
                    .isEqualTo(TestAttributes.with(PLAIN, originator("10.0.0.7"), clusters(ONE, TWO)));
        }

        @Test
        void withinOneClusterItsIdIsAddedOnce() {
            assertThat(ReflectionAttributes.reflect(PLAIN, SOURCE, ONE, ONE).find(ClusterList.class))
                    .contains(clusters(ONE));
        }

        @Test
        void betweenTwoClustersBothAreAddedTheSourcesFirst() {
            assertThat(ReflectionAttributes.reflect(PLAIN, SOURCE, ONE, TWO).find(ClusterList.class))
                    .contains(clusters(TWO, ONE));
        }
    }

    @Nested
    class Loops {

        private final OwnIdentity reflector = TestPeer.ownIdentity(Set.of(ONE));

        @Test
        void aFreshRouteIsNone() {
            assertThat(ReflectionLoopCheck.check(PLAIN, reflector)).isEqualTo(ImportReason.ACCEPTED);
        }

        @Test
        void aRouteThatWeOriginatedIsOne() {
            PathAttributes own = PLAIN.with(new OriginatorId(TestPeer.OWN_IDENTIFIER));
            assertThat(ReflectionLoopCheck.check(own, reflector)).isEqualTo(ImportReason.OWN_ORIGINATOR_ID);
        }

        @Test
        void aRouteThroughOurClusterIsOne() {
            assertThat(ReflectionLoopCheck.check(PLAIN.with(clusters(TWO, ONE)), reflector))
                    .isEqualTo(ImportReason.OWN_CLUSTER_ID_IN_LIST);
        }

        @Test
        void aRouteThroughOtherClustersIsNone() {
            PathAttributes others = TestAttributes.with(PLAIN, originator("10.0.0.9"), clusters(TWO));
            assertThat(ReflectionLoopCheck.check(others, reflector)).isEqualTo(ImportReason.ACCEPTED);
        }

        @Test
        void aSpeakerWithoutClientsHasNoCluster() {
            OwnIdentity speaker = TestPeer.ownIdentity(Set.of());
            assertThat(ReflectionLoopCheck.check(PLAIN.with(clusters(ONE)), speaker))
                    .isEqualTo(ImportReason.ACCEPTED);
        }
    }

    @Nested
    class InTheTable {

        private static final String P = "192.168.18.64/26";

        private final TestTable table = new TestTable(ReflectionRules.rules());
        private final TestPeer client = TestPeer.client(1, "1.1.1.1");
        private final TestPeer otherClient = TestPeer.client(2, "1.1.1.1");
        private final TestPeer nonClient = TestPeer.internal(3);
        private final TestPeer otherNonClient = TestPeer.internal(4);

        @Test
        void aRouteOfAClientIsReflectedToAllOthers() {
            for (TestPeer peer : List.of(client, otherClient, nonClient)) {
                table.up(peer);
            }
            table.announce(client, PLAIN, P);
            PathAttributes reflected = TestAttributes.with(PLAIN, originator("10.0.0.1"), clusters(ONE));
            assertThat(table.output(client).routes()).isEmpty();
            assertThat(table.output(otherClient).routes()).containsEntry(Prefix.parse(P), reflected);
            assertThat(table.output(nonClient).routes()).containsEntry(Prefix.parse(P), reflected);
        }

        @Test
        void aRouteOfANonClientIsReflectedToClientsOnly() {
            for (TestPeer peer : List.of(client, nonClient, otherNonClient)) {
                table.up(peer);
            }
            table.announce(nonClient, TestAttributes.internal("10.0.0.3"), P);
            assertThat(table.output(client).routes()).hasSize(1);
            assertThat(table.output(otherNonClient).routes()).isEmpty();
        }

        @Test
        void theFirstClientMakesUsAClusterAndHearsNothingThatHasBeenThroughIt() {
            table.up(nonClient);
            table.announce(nonClient, TestAttributes.internal("10.0.0.3", clusters(ONE)), P);
            assertThat(table.listener().best()).hasSize(1);
            table.up(client);
            assertThat(table.listener().best()).isEmpty();
            assertThat(table.output(client).countedPaths()).isEmpty();
            table.down(client);
            assertThat(table.listener().best()).hasSize(1);
        }

        /** Another reflector of the cluster has taken over, and its routes are all that there is. */
        @Test
        void whoHasFormerClientsOnlyTakesWhatHasBeenThroughTheirClusterAndKeepsItToItself() {
            PathAttributes passed = TestAttributes.internal("10.0.0.3", originator("10.0.0.9"), clusters(TWO, ONE));
            TestPeer former = TestPeer.formerClient(1, "1.1.1.1");
            table.up(nonClient);
            table.up(client);
            table.announce(nonClient, passed, P);
            assertThat(table.listener().best()).isEmpty();

            table.apply(new PolicyChanged(client.id(), former.policy()));
            assertThat(table.listener().best()).hasSize(1);
            assertThat(table.output(client).routes()).isEmpty();
            table.apply(new PolicyChanged(client.id(), client.policy()));
            assertThat(table.listener().best()).isEmpty();
        }

        @Test
        void whatAFormerClientSaysIsReflectedUnlessItHasBeenThroughItsCluster() {
            TestPeer former = TestPeer.formerClient(1, "1.1.1.1");
            for (TestPeer peer : List.of(former, nonClient, TestPeer.client(2, "2.2.2.2"))) {
                table.up(peer);
            }
            table.announce(former, PLAIN, P);
            assertThat(table.output(nonClient).routes())
                    .containsEntry(Prefix.parse(P), TestAttributes.with(PLAIN, originator("10.0.0.1"), clusters(ONE)));
            assertThat(table.output(otherClient).routes()).hasSize(1);

            table.announce(former, TestAttributes.with(PLAIN, originator("10.0.0.9"), clusters(ONE)), P);
            assertThat(table.listener().best()).hasSize(1);
            assertThat(table.output(nonClient).routes()).isEmpty();
            assertThat(table.output(otherClient).routes()).isEmpty();
        }

        @Test
        void aFellowClientMakesTheClusterCountAsBefore() {
            table.up(TestPeer.formerClient(1, "1.1.1.1"));
            table.up(otherClient);
            table.up(nonClient);
            table.announce(nonClient, TestAttributes.internal("10.0.0.3", clusters(ONE)), P);
            assertThat(table.listener().best()).isEmpty();
            table.down(otherClient);
            assertThat(table.listener().best()).hasSize(1);
        }

        @Test
        void aPeerMayBecomeAClientWhileItIsUp() {
            table.up(nonClient);
            table.up(otherNonClient);
            table.announce(nonClient, TestAttributes.internal("10.0.0.3"), P);
            table.apply(
                    new PolicyChanged(nonClient.id(), nonClient.withCluster(ONE).policy()));
            assertThat(table.output(otherNonClient).routes()).hasSize(1);
            table.apply(new PolicyChanged(nonClient.id(), nonClient.policy()));
            assertThat(table.output(otherNonClient).routes()).isEmpty();
        }
    }

    @Test
    void aClusterIdReadsLikeAnIdentifier() {
        assertThat(ONE).hasToString("1.1.1.1");
    }
}
