package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** UPDATEs that broke other speakers, over real sessions with a running one. */
@Timeout(60)
class DocumentedUpdatesTest {

    private static HostileBed bed;

    @BeforeAll
    static void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    static List<DocumentedUpdate> updates() throws IOException {
        return DocumentedUpdate.all();
    }

    @ParameterizedTest
    @MethodSource("updates")
    void harmsNobody(DocumentedUpdate update) throws IOException, ControlSocketException {
        HostileSession session = bed.session(update.from());
        TestRoute ipv4 = TestRoute.of(false, bed.nextNumber());
        TestRoute ipv6 = TestRoute.of(true, bed.nextNumber());
        List<TestRoute> routes = update.routes(ipv4, ipv6);
        for (TestRoute route : routes) {
            session.announce(route);
        }
        session.raw().send(update.message(session, ipv4, ipv6));
        if (update.outcome().startsWith("reset ")) {
            assertThat(session.raw().lastWords()).isEqualTo(update.notification(session, ipv4, ipv6));
            for (RawSession bystander : bed.bystanders()) {
                bystander.await("withdrawal", () -> routes.stream().noneMatch(r -> bystander.hasRoute(r.prefix())));
            }
        } else {
            session.settle();
            for (TestRoute route : routes) {
                assertOutcome(update, route);
                session.withdraw(route);
            }
        }
        bed.assertBystandersUndisturbed();
    }

    private static void assertOutcome(DocumentedUpdate update, TestRoute route) throws ControlSocketException {
        if (update.outcome().equals("withdraw")) {
            assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
            assertThat(bed.report(route.prefix())).isEmpty();
            return;
        }
        if (update.outcome().startsWith("refuse ")) {
            assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
            assertRefused(route, update.outcome().substring("refuse ".length()));
            return;
        }
        assertThat(update.outcome()).startsWith("keep ");
        List<DocumentedUpdate.Expectation> expected = update.expectations();
        assertThat(expected).isNotEmpty();
        boolean pathIsGiven = expected.stream().anyMatch(expectation -> expectation.type() == 2);
        for (RawSession bystander : bed.bystanders()) {
            Map<Integer, String> heard = bystander.route(route.prefix());
            if (!pathIsGiven) {
                assertThat(heard.get(2)).endsWith(PeerKind.BAD_AS);
            }
            expected.stream()
                    .filter(expectation -> expectation.concerns(bystander == bed.inside()))
                    .forEach(expectation -> assertThat(heard.getOrDefault(expectation.type(), "-"))
                            .as("attribute %d at %s", expectation.type(), bystander)
                            .isEqualTo(expectation.heard()));
        }
        assertExplained(route);
    }

    private static void assertRefused(TestRoute route, String why) throws ControlSocketException {
        assertThat(bed.report(route.prefix()).orElseThrow().paths())
                .singleElement()
                .satisfies(path -> {
                    assertThat(path.best()).isFalse();
                    assertThat(path.reason()).isEqualTo(why);
                });
    }

    private static void assertExplained(TestRoute route) throws ControlSocketException {
        RoutesReport.Route report = bed.report(route.prefix()).orElseThrow();
        assertThat(report.reason()).isNotBlank();
        RoutesReport.Path path = report.paths().get(0);
        assertThat(path.best()).isTrue();
        assertThat(path.attributes())
                .isNotEmpty()
                .allSatisfy(attribute -> assertThat(attribute.name()).isNotBlank());
    }
}
