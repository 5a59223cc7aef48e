package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.OfferReport;
import io.nightjar.daemon.control.SessionReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.control.TestReports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeerTextTest {

    private static final String ESTABLISHED = """
                        tor: external, AS 64513 at 172.17.8.1 port 179
                        state       Established for 1m01s
                        wanted      yes, passive
                        last error  -
                        last down   reset
                        local       AS 64512 at 172.17.8.100
                        identifier  10.0.0.2
                        connection  MD5, TTL 255, TTL security from 254
                        times       hold 90 s, keepalive 30 s, send hold 480 s
                        routes      6 received, 5 accepted, 4 best, 3 stale; 2 advertised, 1 behind
                        messages    7 received (5 UPDATEs), 6 sent (4 UPDATEs)
                        sessions    2

                        CAPABILITY         OFFERED                    BY THE PEER                               NEGOTIATED
                        families           ipv4-unicast               ipv4-unicast, ipv6-unicast                ipv4-unicast
                        four-octet AS      64512                      64513                                     yes
                        route refresh      yes                        yes                                       yes
                        enhanced refresh   yes                        -                                         -
                        ADD-PATH           ipv4-unicast send receive  ipv4-unicast receive                      ipv4-unicast send
                        extended messages  yes                        yes                                       65535 octets
                        extended next hop  ipv4-unicast via ipv6      -                                         -
                        graceful restart   120 s N, ipv4-unicast      90 s R N, ipv4-unicast F, ipv6-unicast    on, ipv4-unicast kept for 90 s, also after a NOTIFICATION
                        long-lived         helper                     ipv4-unicast 7200 s F, ipv6-unicast 60 s  ipv4-unicast 3600 s
                        role               customer                   provider                                  provider
                        unknown            -                          73                                        -

                        FAMILY        RECEIVED  END-OF-RIB      STALE       LIMIT
                        ipv4-unicast  80        received, sent  -           near 100, warning at 75, then restart after 300 s
                        ipv6-unicast  0         -               long-lived  below 10, warning at 7, then warn
                        """;

    private static OfferReport offer(boolean ours) {
        return new OfferReport(
                ours ? List.of("ipv4-unicast") : List.of("ipv4-unicast", "ipv6-unicast"),
                ours ? 64512L : 64513L,
                true,
                ours,
                List.of(new OfferReport.AddPath("ipv4-unicast", ours, true)),
                true,
                ours ? List.of(new OfferReport.NextHop("ipv4-unicast", "ipv6")) : List.of(),
                restart(ours),
                ours
                        ? List.of()
                        : List.of(
                                new OfferReport.LongLived("ipv4-unicast", true, 7200),
                                new OfferReport.LongLived("ipv6-unicast", false, 60)),
                ours ? "customer" : "provider",
                ours ? List.of() : List.of(new OfferReport.Unknown(73, "0102")));
    }

    private static OfferReport.GracefulRestart restart(boolean ours) {
        OfferReport.RestartFamily ipv4 = new OfferReport.RestartFamily("ipv4-unicast", !ours);
        return ours
                ? new OfferReport.GracefulRestart(false, true, 120, List.of(ipv4))
                : new OfferReport.GracefulRestart(
                        true, true, 90, List.of(ipv4, new OfferReport.RestartFamily("ipv6-unicast", false)));
    }

    private static SessionReport.Agreement agreement(SessionReport.@Nullable Restart restart) {
        return new SessionReport.Agreement(
                "10.0.0.2",
                "172.17.8.100",
                List.of("ipv4-unicast"),
                true,
                List.of(new OfferReport.AddPath("ipv4-unicast", true, false)),
                65535,
                false,
                true,
                false,
                restart,
                "provider",
                new SessionReport.Times(90, 30, 480));
    }

    private static SessionReport session(SessionReport.@Nullable Restart restart) {
        return new SessionReport(
                new SessionReport.Setup(
                        true,
                        "external",
                        true,
                        179,
                        null,
                        64512,
                        240,
                        new SessionReport.Transport(true, true, 255, 254)),
                offer(true),
                offer(false),
                agreement(restart),
                new SessionReport.Routes(6, 5, 4, 3, 2, 1),
                List.of(
                        new SessionReport.Family(
                                "ipv4-unicast",
                                80,
                                true,
                                true,
                                null,
                                new SessionReport.Limit(100, 75, "restart", 300, "near")),
                        new SessionReport.Family(
                                "ipv6-unicast",
                                0,
                                false,
                                false,
                                "long-lived",
                                new SessionReport.Limit(10, 7, "warn", 0, "below"))),
                new SessionReport.Counters(7, 6, 5, 4, 2));
    }

    private static String rendered(StatusReport.Peer peer) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new PeerText(out).print(peer);
        out.flush();
        return text.toString();
    }

    private static String rendered(SessionReport session) {
        return rendered(new StatusReport.Peer(
                "tor", "172.17.8.1", 64513, "Established", 61, 3, 2, 1, null, "reset", false, session));
    }

    @Test
    void everythingThatWasNegotiatedIsThere() {
        SessionReport.Restart restart = new SessionReport.Restart(
                "on",
                true,
                90,
                List.of("ipv4-unicast"),
                List.of(new SessionReport.LongLivedKept("ipv4-unicast", 3600)));

        assertThat(rendered(session(restart))).isEqualTo(ESTABLISHED);
    }

    @Test
    void aHelperOfAPeerThatAsksForNothingKeepsNothing() {
        assertThat(rendered(session(new SessionReport.Restart("helper", false, 0, List.of(), List.of()))))
                .contains("helper, nothing kept\n");
        assertThat(rendered(session(null))).doesNotContain("kept");
    }

    @Test
    void withoutASessionThereIsOnlyWhatWeOffer() {
        assertThat(rendered(new StatusReport.Peer(
                        "n1",
                        "10.0.0.1",
                        64512,
                        "Idle",
                        3,
                        0,
                        0,
                        0,
                        "connection refused",
                        "Cease, \"maintenance\"",
                        true,
                        TestReports.session())))
                .contains("last error  connection refused\n")
                .contains("last down   Cease, \"maintenance\"\n")
                .contains("wanted      no, leaves when others have taken over\n")
                .contains("local       AS 64512\n")
                .contains("identifier  -\n")
                .contains("connection  no MD5, TTL 64\n")
                .contains("times       hold 240 s proposed\n")
                .contains("families           ipv4-unicast  -            -\n")
                .contains("ipv4-unicast  0         -           -      -\n");
    }
}
