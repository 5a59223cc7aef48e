package io.nightjar.daemon.control;

import java.util.List;

/** Small reports for tests that are about something else. */
public final class TestReports {

    private TestReports() {}

    /** An OPEN with one family and nothing else. */
    public static OfferReport offer() {
        return new OfferReport(
                List.of("ipv4-unicast"), null, false, false, List.of(), false, List.of(), null, null, null, List.of());
    }

    /** A session that is not established. */
    public static SessionReport session() {
        return new SessionReport(
                new SessionReport.Setup(
                        true,
                        "internal",
                        false,
                        179,
                        null,
                        64512,
                        240,
                        new SessionReport.Transport(false, false, 64, 0)),
                offer(),
                null,
                null,
                new SessionReport.Routes(0, 0, 0, 0, 0, 0),
                List.of(new SessionReport.Family("ipv4-unicast", 0, false, false, null, null)),
                new SessionReport.Counters(0, 0, 0, 0, 0));
    }

    /** Nothing is in force. */
    public static ConfigReport config() {
        return new ConfigReport(
                new StatusReport.Source("file", "speaker.yaml", "read"),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new ConfigReport.Kernel(false, 254, false, "policy-1", List.of()));
    }
}
