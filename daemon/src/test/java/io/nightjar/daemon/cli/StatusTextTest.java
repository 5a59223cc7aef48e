package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.control.TestReports;
import io.nightjar.daemon.top.Durations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTest {

    private static final String TABLES = """
                        nightjar 0.1, router id 172.17.8.100, AS 64512, up 1m01s
                        datastore http://172.17.8.100:2379: connected
                        kernel: 2 of 3 routes installed
                        kernel: 4 routes of a predecessor are kept, waiting for Mesh_10_0_0_9
                        kernel: 192.168.1.0/26 is somebody else's

                        PEER    ADDRESS       AS     STATE            SINCE  RECEIVED  ACCEPTED  ADVERTISED  LAST ERROR
                        node01  172.17.8.101  64512  Established      59s    1         1         2           Cease
                        tor     172.17.8.1    64513  Active, leaving  3s     0         0         0           refused

                        PREFIX              VIA           PEER    BEST              KERNEL
                        192.168.18.64/26    -             local   * ONLY_ROUTE      blackhole
                        192.168.196.128/26  172.17.8.101  node01  * AS_PATH_LENGTH  via 172.17.8.101 dev enp0s8
                                            172.17.8.1    tor     - AS_PATH_LENGTH

                        SET ASIDE                     REASON
                        /calico/bgp/v1/host/x/as_num  not an AS number: 'x'
                        """;

    private static String rendered(StatusReport status, RoutesReport routes) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        StatusText report = new StatusText(out);
        report.head(status);
        assertThat(new RoutesText(out).print(routes)).isTrue();
        report.foot(status);
        out.flush();
        return text.toString();
    }

    private static final List<StatusReport.Peer> PEERS = List.of(
            new StatusReport.Peer(
                    "node01",
                    "172.17.8.101",
                    64512,
                    "Established",
                    59,
                    1,
                    1,
                    2,
                    null,
                    "Cease",
                    false,
                    TestReports.session()),
            new StatusReport.Peer(
                    "tor", "172.17.8.1", 64513, "Active", 3, 0, 0, 0, "refused", "Cease", true, TestReports.session()));

    @Test
    void peersAndRoutesAreTables() {
        StatusReport status = new StatusReport(
                "0.1",
                "172.17.8.100",
                64512L,
                61,
                new StatusReport.Source("datastore", "http://172.17.8.100:2379", "connected"),
                new StatusReport.Kernel(
                        true, 3, 2, 4, List.of("Mesh_10_0_0_9"), List.of("192.168.1.0/26 is somebody else's")),
                PEERS,
                List.of(new StatusReport.Note("/calico/bgp/v1/host/x/as_num", "not an AS number: 'x'")));
        RoutesReport routes = new RoutesReport(List.of(
                local("192.168.18.64/26"),
                new RoutesReport.Route(
                        "192.168.196.128/26",
                        List.of(
                                new RoutesReport.Path("node01", true, "AS_PATH_LENGTH", "172.17.8.101", List.of()),
                                new RoutesReport.Path("tor", false, "AS_PATH_LENGTH", "172.17.8.1", List.of())),
                        "AS_PATH_LENGTH",
                        "via 172.17.8.101 dev enp0s8")));

        assertThat(rendered(status, routes)).isEqualTo(TABLES);
    }

    @Test
    void aSpeakerWithoutAnythingSaysSo() {
        StatusReport status = new StatusReport(
                "0.1",
                null,
                null,
                0,
                new StatusReport.Source("datastore", "http://x:1", "waiting"),
                new StatusReport.Kernel(false, 0, 0, 0, List.of(), List.of()),
                List.of(),
                List.of());

        assertThat(rendered(status, new RoutesReport(List.of())))
                .startsWith("nightjar 0.1, router id -, AS -, up 0s\n")
                .contains("kernel: off")
                .doesNotContain("SET ASIDE");
    }

    @Test
    void routesComePageByPageBelowOneHeading() {
        StringWriter text = new StringWriter();
        RoutesText routes = new RoutesText(new PrintWriter(text));

        routes.print(new RoutesReport(List.of(local("10.0.0.0/8"))));
        routes.print(new RoutesReport(List.of(local("192.168.100.0/24"))));
        routes.print(new RoutesReport(List.of(local("9.0.0.0/8"))));

        assertThat(text).hasToString("""
                PREFIX      VIA  PEER   BEST          KERNEL
                10.0.0.0/8  -    local  * ONLY_ROUTE  blackhole
                192.168.100.0/24  -    local  * ONLY_ROUTE  blackhole
                9.0.0.0/8         -    local  * ONLY_ROUTE  blackhole
                """);
    }

    private static RoutesReport.Route local(String prefix) {
        return new RoutesReport.Route(
                prefix,
                List.of(new RoutesReport.Path("local", true, "ONLY_ROUTE", null, List.of())),
                "ONLY_ROUTE",
                "blackhole");
    }

    @ParameterizedTest
    @CsvSource({"59, 59s", "60, 1m00s", "3661, 1h01m", "86399, 23h59m", "90000, 1d1h"})
    void durationsHaveTwoUnits(long seconds, String text) {
        assertThat(Durations.text(seconds)).isEqualTo(text);
    }
}
