package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportRules;
import io.nightjar.rib.inbound.LoopCheck;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.inbound.ReceivedUpdate;
import io.nightjar.rib.inbound.Sender;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportRules;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.outbound.MeshRule;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9234 §5: what ONLY_TO_CUSTOMER does on the way in and on the way out, for each role. */
class RolesTest {

    private static final Prefix PREFIX = Prefix.parse("192.168.0.0/26");

    private static final long PEER_AS = 65002;

    private static final OnlyToCustomer BY_PEER = new OnlyToCustomer(AsNumber.of(PEER_AS));

    private static final OnlyToCustomer BY_ANOTHER = new OnlyToCustomer(AsNumber.of(65099));

    private static TestPeer peer(BgpRole ours) {
        return TestPeer.external(2, PEER_AS).withLocalRole(ours);
    }

    private static PathAttributes received(TestPeer from, PathAttribute... further) {
        PathAttributes sent = TestAttributes.internal("10.0.0.2", further);
        UpdateMessage update = new UpdateMessage(List.of(), sent, List.of(Nlri.of(PREFIX)));
        return ReceivedUpdate.of(update, Sender.of(from.session()))
                .announcements()
                .get(0)
                .attributes();
    }

    private static ImportReason verdict(TestPeer from, PathAttribute... further) {
        OwnIdentity own = TestPeer.ownIdentity(Set.of());
        return new ImportRules(LoopCheck.NONE).checkAttributes(received(from, further), own, Sender.of(from.session()));
    }

    @ParameterizedTest(name = "we are {0}")
    @CsvSource({"CUSTOMER,true", "PEER,true", "ROUTE_SERVER_CLIENT,true", "PROVIDER,false", "ROUTE_SERVER,false"})
    void whatComesFromAboveOrBesideIsMarkedWithThePeersAs(BgpRole ours, boolean marked) {
        assertThat(received(peer(ours)).find(OnlyToCustomer.class).isPresent()).isEqualTo(marked);
        if (marked) {
            assertThat(received(peer(ours)).find(OnlyToCustomer.class)).contains(BY_PEER);
            assertThat(received(peer(ours), BY_ANOTHER).find(OnlyToCustomer.class))
                    .contains(BY_ANOTHER);
        }
    }

    @ParameterizedTest(name = "we are {0}")
    @CsvSource({
        "PROVIDER,ROUTE_LEAK,ROUTE_LEAK",
        "ROUTE_SERVER,ROUTE_LEAK,ROUTE_LEAK",
        "PEER,ACCEPTED,ROUTE_LEAK",
        "CUSTOMER,ACCEPTED,ACCEPTED",
        "ROUTE_SERVER_CLIENT,ACCEPTED,ACCEPTED"
    })
    void whatShouldNotHaveComeIsALeak(BgpRole ours, ImportReason markedByPeer, ImportReason markedByAnother) {
        assertThat(verdict(peer(ours), BY_PEER)).isEqualTo(markedByPeer);
        assertThat(verdict(peer(ours), BY_ANOTHER)).isEqualTo(markedByAnother);
        assertThat(verdict(peer(ours))).isEqualTo(ImportReason.ACCEPTED);
    }

    @ParameterizedTest(name = "we are {0}")
    @CsvSource({
        "CUSTOMER,ONLY_TO_CUSTOMER,false",
        "ROUTE_SERVER_CLIENT,ONLY_TO_CUSTOMER,false",
        "PEER,ONLY_TO_CUSTOMER,true",
        "PROVIDER,ADVERTISED,true",
        "ROUTE_SERVER,ADVERTISED,true"
    })
    void whatOnlyGoesDownStaysAndWhatGoesDownIsMarkedWithOurAs(BgpRole ours, ExportReason marked, boolean marks) {
        ExportRules rules = new ExportRules(new MeshRule());
        TestPeer to = peer(ours);
        ExportTarget target = ExportTarget.of(to.session(), to.policy());
        Route own = Route.originated(PREFIX, "test");
        Route goingDown = own.withAttributes(own.attributes().with(BY_ANOTHER));
        assertThat(rules.check(goingDown, target).reason()).isEqualTo(marked);
        assertThat(rules.check(own, target).reason()).isEqualTo(ExportReason.ADVERTISED);
        OnlyToCustomer byUs = new OnlyToCustomer(TestPeer.OWN_AS);
        assertThat(rules.attributes(own, target).find(OnlyToCustomer.class))
                .isEqualTo(marks ? Optional.of(byUs) : Optional.empty());
        if (marked == ExportReason.ADVERTISED) {
            assertThat(rules.attributes(goingDown, target).find(OnlyToCustomer.class))
                    .contains(BY_ANOTHER);
        }
    }

    @Test
    void withoutARoleNothingIsMarkedAndNothingIsALeak() {
        TestPeer open = TestPeer.external(2, PEER_AS);
        assertThat(received(open).find(OnlyToCustomer.class)).isEmpty();
        assertThat(verdict(open, BY_ANOTHER)).isEqualTo(ImportReason.ACCEPTED);
        ExportTarget target = ExportTarget.of(open.session(), open.policy());
        Route own = Route.originated(PREFIX, "test");
        Route goingDown = own.withAttributes(own.attributes().with(BY_ANOTHER));
        assertThat(new ExportRules(new MeshRule()).check(goingDown, target).reason())
                .isEqualTo(ExportReason.ADVERTISED);
    }

    @Test
    void insideAnAsThereAreNoRoles() {
        TestPeer internal = TestPeer.internal(1).withLocalRole(BgpRole.PROVIDER);
        assertThat(internal.session().localRole()).isNull();
        assertThat(verdict(internal, BY_ANOTHER)).isEqualTo(ImportReason.ACCEPTED);
    }
}
