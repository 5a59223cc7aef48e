package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.PeersReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final View UNWELL_FIRST = new View(PeerOrder.UNWELL, PeerFilter.ALL);

    private static final String EARLIER = """
            nightjar_messages_total{direction="received",type="update"} 10.0
            nightjar_messages_total{direction="received",type="keepalive"} 10.0
            nightjar_messages_total{direction="sent",type="update"} 7.0
            nightjar_best_path_changes_total 100.0
            nightjar_kernel_writes_total 40.0
            nightjar_kernel_repairs_total 1.0
            """;

    private static final String LATER = """
            nightjar_messages_total{direction="received",type="update"} 40.0
            nightjar_messages_total{direction="received",type="keepalive"} 15.0
            nightjar_messages_total{direction="sent",type="update"} 7.0
            nightjar_best_path_changes_total 2100.0
            nightjar_kernel_writes_total 60.0
            nightjar_kernel_repairs_total 3.0
            nightjar_kernel_conflicts 2.0
            nightjar_kernel_failures 1.0
            nightjar_kernel_audit_age_seconds 14.0
            nightjar_routes{family="ipv4",table="adj-rib-in"} 20.0
            nightjar_routes{family="ipv6",table="adj-rib-in"} 1.0
            nightjar_routes{family="ipv4",table="loc-rib"} 12.0
            nightjar_routes{family="ipv4",table="adj-rib-out"} 30.0
            nightjar_routes_accepted 18.0
            nightjar_routes_stale 4.0
            nightjar_queue{queue="table"} 5.0
            nightjar_queue{queue="kernel"} 6.0
            nightjar_queue{queue="peers"} 7.0
            """;

    private static final String TEXT = """
            nightjar 1.2.3, router id 10.0.0.1, AS 64512, up 1m10s
            datastore  http://10.0.0.9:2379: connected; 1 set aside
            sessions   3: 1 Active, 2 Established; 1 not as wanted
            messages   3.5/s (3.0 UPDATEs/s) in; 0/s (0 UPDATEs/s) out
            routes     21 received, 18 accepted, 4 stale; 12 best, 200 changes/s; 30 advertised
            kernel     9 of 9 routes installed, 0 adopted, 2 in conflict, 1 refused; audited 14 s ago
                       2.0 writes/s; repaired 0.2/s, 3 since the start
            waiting    5 for the table, 6 for the kernel, 7 for slow peers

            peers: 3, state all, sorted by unwell
            PEER  ADDRESS        AS  STATE        SINCE  RECEIVED  ADVERTISED  BEHIND  UPD IN/s  UPD OUT/s  REASON
            c     172.17.8.1  64512  Active          4s         3           2       0         0          0  connection lost
            a     172.17.8.1  64512  Established  1m00s         3           2       0       2.5          0
            b     172.17.8.1  64512  Established  1m00s         3           2       0       0.5          0

            last changes
            4s      c Established -> Active: connection lost
            1m00s   a Established
            1m00s   b Established
            1m00s   c Established
            """;

    private static History twoLooks() {
        return History.NONE
                .answered(Samples.at(
                        60, EARLIER, Samples.up("a", 50, 100), Samples.up("b", 50, 0), Samples.up("c", 50, 0)))
                .answered(Samples.at(
                        70,
                        LATER,
                        Samples.up("a", 60, 125),
                        Samples.up("b", 60, 5),
                        Samples.down("c", "Active", 4, "connection lost")));
    }

    private static List<Line> onTerminal(History history, int rows, int columns, View view) {
        return new Frame(history, Samples.nanos(70), new Size(rows, columns)).lines(view);
    }

    @Test
    void twoLooksGiveNumbersRatesAndChanges() {
        String text = new Frame(twoLooks(), Samples.nanos(70), Size.unbounded(20)).text(UNWELL_FIRST);

        assertThat(text).isEqualTo(TEXT);
    }

    @Test
    void oneLookKnowsNoRates() {
        History history = History.NONE.answered(Samples.at(60, EARLIER, Samples.up("a", 50, 100)));

        assertThat(new Frame(history, Samples.nanos(60), Size.unbounded(20)).text(UNWELL_FIRST))
                .contains("messages   -/s (- UPDATEs/s) in; -/s (- UPDATEs/s) out");
    }

    @Test
    void aDaemonThatStartedAgainHasNoRatesYet() {
        History history = twoLooks().answered(Samples.started(75, 80, "", Samples.down("a", "Connect", 1, null)));

        assertThat(new Frame(history, Samples.nanos(80), Size.unbounded(20)).text(UNWELL_FIRST))
                .contains("messages   -/s")
                .contains("5s      nightjar started again");
    }

    @Test
    void aTerminalIsFilledAndNeverOverrun() {
        PeersReport.Entry[] thousand = IntStream.range(0, 1000)
                .mapToObj(i -> Samples.down("Mesh_10_0_" + i / 256 + "_" + i % 256, "Active", i, "refused"))
                .toArray(PeersReport.Entry[]::new);
        History history = History.NONE.answered(Samples.at(60, EARLIER, thousand));

        for (int rows : List.of(1, 2, 5, 10, 24, 60)) {
            for (int columns : List.of(1, 10, 40, 80, 200)) {
                List<Line> lines = onTerminal(history, rows, columns, UNWELL_FIRST);
                assertThat(lines).hasSize(rows);
                assertThat(lines)
                        .allSatisfy(line -> assertThat(Cells.width(line.text())).isLessThanOrEqualTo(columns));
            }
        }
    }

    @Test
    void whatDoesNotFitCanBeScrolledTo() {
        PeersReport.Entry[] hundred = IntStream.range(0, 100)
                .mapToObj(i -> Samples.up(String.format("n%02d", i), 5, 0))
                .toArray(PeersReport.Entry[]::new);
        History history = History.NONE.answered(Samples.at(60, EARLIER, hundred));
        Frame frame = new Frame(history, Samples.nanos(60), new Size(30, 100));
        View farDown = new View(PeerOrder.NAME, PeerFilter.ALL, 5000);

        View settled = frame.settled(farDown);

        assertThat(frame.lines(settled).stream().map(Line::text))
                .anyMatch(line -> line.startsWith("peers: 91-100 of 100, state all"))
                .anyMatch(line -> line.startsWith("n99"));
        assertThat(settled.after(Key.UP).skipped()).isEqualTo(89);
        assertThat(frame.settled(new View(PeerOrder.NAME, PeerFilter.UNWELL, 7)).skipped())
                .isZero();
    }

    @Test
    void lessImportantColumnsGoFirst() {
        List<String> heading = List.of(40, 60, 80, 120).stream()
                .map(columns -> onTerminal(twoLooks(), 30, columns, UNWELL_FIRST).stream()
                        .filter(line -> line.style() == Style.HEADING)
                        .map(line -> line.text().replaceAll(" +", " "))
                        .findFirst()
                        .orElseThrow())
                .toList();

        assertThat(heading)
                .containsExactly(
                        "PEER STATE REASON",
                        "PEER STATE SINCE RECEIVED REASON",
                        "PEER ADDRESS STATE SINCE RECEIVED ADVERTISED REASON",
                        "PEER ADDRESS AS STATE SINCE RECEIVED ADVERTISED BEHIND UPD IN/s UPD OUT/s REASON");
    }

    @Test
    void peersCanBeFilteredByState() {
        String text = new Frame(twoLooks(), Samples.nanos(70), Size.unbounded(20))
                .text(new View(PeerOrder.UPDATES, PeerFilter.ESTABLISHED));

        assertThat(text).contains("peers: 2, state established, sorted by updates");
        assertThat(text.indexOf("\na ")).isPositive().isLessThan(text.indexOf("\nb "));
        assertThat(text).doesNotContain("\nc ");
    }

    @Test
    void aDaemonThatDoesNotAnswerLeavesItsLastPictureBehind() {
        History history = twoLooks().silent(Samples.nanos(72), "nobody answers on x.ctl");
        List<Line> lines = new Frame(history, Samples.nanos(75), new Size(30, 100)).lines(UNWELL_FIRST);

        assertThat(lines.get(0)).isEqualTo(new Line(Style.BAD, "no answer for 3s: nobody answers on x.ctl"));
        assertThat(lines.get(1))
                .isEqualTo(new Line(Style.FAINT, "nightjar 1.2.3, router id 10.0.0.1, AS 64512, up 1m10s"));
        assertThat(lines)
                .anyMatch(line -> line.text().equals("3s      nightjar does not answer: nobody answers on x.ctl"));
    }

    @Test
    void aDaemonThatNeverAnsweredIsOneLine() {
        History history = History.NONE.silent(Samples.nanos(60), "nobody answers");

        assertThat(new Frame(history, Samples.nanos(61), Size.unbounded(20)).text(UNWELL_FIRST))
                .isEqualTo("no answer for 1s: nobody answers\n");
    }

    @Test
    void nothingThatAPeerWritesMovesTheCursor() {
        History history = History.NONE.answered(Samples.at(
                60, "", Samples.down("evil\033[2J", "Idle", 1, "Cease: \"\u001b]0;title\u0007\n\u202eback\"")));

        assertThat(onTerminal(history, 24, 200, UNWELL_FIRST))
                .allSatisfy(line -> assertThat(line.text().chars()).noneMatch(Character::isISOControl))
                .anyMatch(line -> line.text().contains("evil\\u{1b}[2J"))
                .anyMatch(line -> line.text().contains("\\u{1b}]0;title\\u{7}\\u{a}\\u{202e}back"));
    }
}
