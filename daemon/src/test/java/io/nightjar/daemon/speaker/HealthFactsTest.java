package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.HealthReport;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class HealthFactsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Faults by answers; what is not named there is well. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # fault                            | configured | kernel       | waits  | peers    | started | ready | what is wrong
            all is well                        | yes        | 20           | 0 of 9 | 9 of 9   | yes     | yes   | -
            the datastore has not been read    | no         | 20           | 0 of 0 | 0 of 0   | no      | no    | configuration announcements
            the kernel has not been read       | yes        | never        | 0 of 9 | 9 of 9   | no      | no    | kernel
            no kernel is kept: a reflector     | yes        | none         | 0 of 9 | 9 of 9   | yes     | yes   | -
            two audits were left out           | yes        | 170          | 0 of 9 | 9 of 9   | yes     | yes   | -
            nobody audits any more             | yes        | 190          | 0 of 9 | 9 of 9   | yes     | no    | kernel
            most peers have not announced      | yes        | 20           | 5 of 9 | 4 of 9   | yes     | no    | announcements
            some peers have not announced      | yes        | 20           | 4 of 9 | 5 of 9   | yes     | yes   | -
            one dead node of a hundred         | yes        | 20           | 1 of 99| 98 of 99 | yes     | yes   | -
            the dead node has had its time     | yes        | 20           | 0 of 99| 98 of 99 | yes     | yes   | -
            the other one of two nodes is dead | yes        | 20           | 0 of 1 | 0 of 1   | yes     | yes   | -
            all of several peers are away      | yes        | 20           | 0 of 9 | 0 of 9   | yes     | no    | sessions
            there are no peers                 | yes        | 20           | 0 of 0 | 0 of 0   | yes     | yes   | -
            """)
    void faultsAndAnswers(ArgumentsAccessor row) {
        boolean configured = row.getString(1).equals("yes");
        int waitingFor = number(row.getString(3), 0);
        HealthFacts facts = new HealthFacts(
                configured,
                "connected",
                kernel(row.getString(2)),
                configured && (waitingFor == 0 || 2 * waitingFor < number(row.getString(3), 1)),
                waitingFor,
                new HealthFacts.Peers(number(row.getString(4), 1), number(row.getString(4), 0)));
        assertThat(facts.started().ok()).isEqualTo(row.getString(5).equals("yes"));
        HealthReport answer = facts.ready();
        assertThat(answer.ok()).isEqualTo(row.getString(6).equals("yes"));
        assertThat(answer.checks().stream()
                        .filter(check -> !check.ok())
                        .map(HealthReport.Check::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(row.getString(7) == null ? "" : row.getString(7));
    }

    private static int number(String counts, int place) {
        return Integer.parseInt(counts.split("of", -1)[place].strip());
    }

    private static HealthFacts.Kernel kernel(String text) {
        return switch (text) {
            case "none" -> new HealthFacts.Kernel(false, false, Duration.ofDays(1), MINUTE);
            case "never" -> new HealthFacts.Kernel(true, false, Duration.ofDays(1), MINUTE);
            default -> new HealthFacts.Kernel(true, true, Duration.ofSeconds(Long.parseLong(text)), MINUTE);
        };
    }

    @Test
    void everyCheckHasAReason() {
        HealthFacts facts =
                new HealthFacts(true, "disconnected: refused", kernel("never"), false, 7, new HealthFacts.Peers(9, 2));
        assertThat(facts.ready().checks())
                .extracting(HealthReport.Check::reason)
                .containsExactly(
                        "disconnected: refused",
                        "not read yet",
                        "waiting for 7 peers and ranges",
                        "2 of 9 are established");
    }
}
