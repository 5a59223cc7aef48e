package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** UPDATEs that broke other speakers, over real sessions with a running one. */
@Timeout(60)
class DocumentedUpdatesTest {

    @RegisterExtension
    static final SharedBed BED = SharedBed.ofAllKinds();

    static List<DocumentedUpdate> updates() throws IOException {
        return DocumentedUpdate.all();
    }

    @ParameterizedTest
    @MethodSource("updates")
    void harmsNobody(DocumentedUpdate update) throws IOException, ControlSocketException {
        HostileSession session = BED.get().session(update.from());
        TestRoute ipv4 = TestRoute.of(false, BED.get().nextNumber());
        TestRoute ipv6 = TestRoute.of(true, BED.get().nextNumber());
        List<TestRoute> routes = update.routes(ipv4, ipv6);
        for (TestRoute route : routes) {
            session.announce(route);
        }
        session.raw().send(update.message(session, ipv4, ipv6));
        if (update.outcome().startsWith("reset ")) {
            assertThat(session.raw().lastWords()).isEqualTo(update.notification(session, ipv4, ipv6));
            for (RawSession bystander : BED.get().bystanders()) {
                bystander.await("withdrawal", () -> routes.stream().noneMatch(r -> bystander.hasRoute(r.prefix())));
            }
        } else {
            session.settle();
            for (TestRoute route : routes) {
                assertOutcome(update, route);
                session.withdraw(route);
            }
        }
        BED.get().assertBystandersUndisturbed();
    }

    private static void assertOutcome(DocumentedUpdate update, TestRoute route) throws ControlSocketException {
        if (update.outcome().equals("withdraw")) {
            assertThat(BED.get().bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
            assertThat(BED.get().report(route.prefix())).isEmpty();
            return;
        }
        if (update.outcome().startsWith("refuse ")) {
            assertThat(BED.get().bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
            assertRefused(route, update.outcome().substring("refuse ".length()));
            return;
        }
        assertThat(update.outcome()).startsWith("keep ");
        List<DocumentedUpdate.Expectation> expected = update.expectations();
        assertThat(expected).isNotEmpty();
        boolean pathIsGiven = expected.stream().anyMatch(expectation -> expectation.type() == 2);
        for (RawSession bystander : BED.get().bystanders()) {
            Map<Integer, String> heard = bystander.route(route.prefix());
            if (!pathIsGiven) {
                assertThat(heard.get(2)).endsWith(PeerKind.BAD_AS);
            }
            expected.stream()
                    .filter(expectation ->
                            expectation.concerns(bystander == BED.get().inside()))
                    .forEach(expectation -> assertThat(heard.getOrDefault(expectation.type(), "-"))
                            .as("attribute %d at %s", expectation.type(), bystander)
                            .isEqualTo(expectation.heard()));
        }
        assertExplained(route);
    }

    private static void assertRefused(TestRoute route, String why) throws ControlSocketException {
        assertThat(BED.get().report(route.prefix()).orElseThrow().paths())
                .singleElement()
                .satisfies(path -> {
                    assertThat(path.best()).isFalse();
                    assertThat(path.reason()).isEqualTo(why);
                });
    }

    private static void assertExplained(TestRoute route) throws ControlSocketException {
        RoutesReport.Route report = BED.get().report(route.prefix()).orElseThrow();
        assertThat(report.reason()).isNotBlank();
        RoutesReport.Path path = report.paths().get(0);
        assertThat(path.best()).isTrue();
        assertThat(path.attributes())
                .isNotEmpty()
                .allSatisfy(attribute -> assertThat(attribute.name()).isNotBlank());
    }
}
