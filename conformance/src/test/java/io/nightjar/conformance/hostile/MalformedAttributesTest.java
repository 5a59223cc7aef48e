package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The matrix of malformed attributes (RFC 7606) over real sessions with a running speaker. Each case announces a good route,
 * spoils it by an UPDATE with the malformed attribute, and looks at what the bystanders and the control socket say
 * of it when the sentinel has come through.
 */
@Timeout(60)
class MalformedAttributesTest {

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

    static List<MatrixCase> cases() throws IOException {
        return MatrixCase.all();
    }

    @Test
    void theMatrixIsComplete() throws IOException {
        assertThat(MatrixCase.lines()).hasSize(88);
        assertThat(cases()).hasSizeGreaterThan(6 * 88);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leadsToWhatTheMatrixSays(MatrixCase row) throws IOException, ControlSocketException {
        HostileSession session = bed.session(row.from());
        TestRoute route = TestRoute.of(row.ipv6(), bed.nextNumber());
        TestRoute gone = TestRoute.of(row.ipv6(), bed.nextNumber());
        session.announce(route);
        if (row.withWithdrawal()) {
            session.announce(gone);
        }
        session.raw().send(row.update(session, route, gone));
        if (row.resets()) {
            assertReset(row, session, route);
        } else {
            session.settle();
            assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute(gone.prefix()));
            assertSurvivor(row, route);
            session.withdraw(route);
        }
        bed.assertBystandersUndisturbed();
    }

    private static void assertReset(MatrixCase row, HostileSession session, TestRoute route) {
        String[] words = row.outcome().split("[ /]", -1);
        String code = String.format("%02x%02x", Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        assertThat(session.raw().lastWords()).isEqualTo(code + row.attribute());
        for (RawSession bystander : bed.bystanders()) {
            bystander.await("withdrawal", () -> !bystander.hasRoute(route.prefix()));
        }
    }

    private static void assertSurvivor(MatrixCase row, TestRoute route) throws ControlSocketException {
        switch (row.outcome()) {
            case "withdraw" -> {
                assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
                assertThat(bed.report(route.prefix())).isEmpty();
            }
            case "discard" -> assertAccepted(row, route, false);
            case "pass" -> assertAccepted(row, route, true);
            default -> throw new AssertionError("unknown outcome " + row.outcome());
        }
    }

    private static void assertAccepted(MatrixCase row, TestRoute route, boolean passed) throws ControlSocketException {
        for (RawSession bystander : bed.bystanders()) {
            assertThat(bystander.route(route.prefix()).get(2)).endsWith(row.lastAs());
            String heard = bystander.route(route.prefix()).get(row.type());
            if (passed && row.type() != 2) {
                assertThat(heard).isEqualTo(row.passedOn());
            } else if (!passed) {
                assertThat(heard).isIn(null, bystander == bed.inside() && row.type() == 5 ? "4000000064" : null);
            }
        }
        RoutesReport.Path path =
                bed.report(route.prefix()).orElseThrow().paths().get(0);
        assertThat(path.best()).isTrue();
        assertThat(path.reason()).isNotBlank();
        assertThat(path.attributes())
                .extracting(RoutesReport.Attribute::name)
                .contains("ORIGIN", "AS_PATH")
                .satisfies(names -> assertThat(passed || !names.contains("ATTRIBUTE_" + row.type()))
                        .isTrue());
    }
}
