package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import java.io.IOException;

/**
 * A row of the matrix in a bed: announces a good route, spoils it by an UPDATE with the malformed attribute, and looks at what
 * the bystanders and the control socket say of it when the sentinel has come through.
 */
record MatrixCheck(HostileBed bed) {

    /** Sends the row and looks at what comes of it. */
    void check(MatrixCase row) throws IOException, ControlSocketException {
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

    private void assertReset(MatrixCase row, HostileSession session, TestRoute route) {
        String[] words = row.outcome().split("[ /]", -1);
        String code = String.format("%02x%02x", Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        assertThat(session.raw().lastWords()).isEqualTo(code + row.attribute());
        for (RawSession bystander : bed.bystanders()) {
            bystander.await("withdrawal", () -> !bystander.hasRoute(route.prefix()));
        }
    }

    private void assertSurvivor(MatrixCase row, TestRoute route) throws ControlSocketException {
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

    private void assertAccepted(MatrixCase row, TestRoute route, boolean passed) throws ControlSocketException {
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
