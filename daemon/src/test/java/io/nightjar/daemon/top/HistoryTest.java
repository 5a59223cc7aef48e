package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.SessionReport;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static List<String> changes(History history) {
        return history.changes().stream()
                .map(change -> change.nanos() / 1_000_000_000 + " " + change.subject() + " " + change.text())
                .toList();
    }

    @Test
    void theFirstLookTellsOfTheTimeBefore() {
        History history = History.NONE.answered(
                Samples.at(100, "", Samples.up("a", 90, 0), Samples.down("b", "Active", 3, "refused")));

        assertThat(changes(history)).containsExactly("97 b Active: refused", "10 a Established");
    }

    @Test
    void whatComesAndGoesIsAChange() {
        History history = History.NONE
                .answered(Samples.at(100, "", Samples.up("a", 90, 0), Samples.up("b", 90, 0)))
                .answered(Samples.at(102, "", Samples.up("a", 92, 0), Samples.down("c", "Idle", 1, null)));

        assertThat(changes(history))
                .containsExactly(
                        "102 b is not a peer any more",
                        "101 c is a new peer: Idle",
                        "10 a Established",
                        "10 b Established");
    }

    @Test
    void aSessionThatFlappedBetweenTwoLooksIsNoticed() {
        PeersReport.Entry before =
                Samples.peer("a", "Established", 90, null, new SessionReport.Counters(1, 1, 1, 1, 1));
        PeersReport.Entry after = Samples.peer("a", "Established", 1, null, new SessionReport.Counters(1, 1, 1, 1, 2));
        History history = History.NONE.answered(Samples.at(100, "", before)).answered(Samples.at(102, "", after));

        assertThat(changes(history).get(0)).isEqualTo("101 a has a new session");
    }

    @Test
    void aSilenceBeginsOnceAndEnds() {
        History history = History.NONE
                .answered(Samples.at(100, ""))
                .silent(Samples.nanos(102), "gone")
                .silent(Samples.nanos(104), "still gone");
        assertThat(history.silence()).isEqualTo(new History.Silence(Samples.nanos(102), "still gone"));
        assertThat(history.whySilent()).isEqualTo("still gone");

        History again = history.answered(Samples.at(106, ""));

        assertThat(again.isSilent()).isFalse();
        assertThat(again.before()).as("a rate over the silence would mislead").isNull();
        assertThat(changes(again)).containsExactly("106 nightjar answers again", "102 nightjar does not answer: gone");
    }

    @Test
    void oldChangesGiveWay() {
        PeersReport.Entry[] many = IntStream.range(0, 1000)
                .mapToObj(i -> Samples.up("n" + i, i, 0))
                .toArray(PeersReport.Entry[]::new);

        List<Change> changes = History.NONE.answered(Samples.at(2000, "", many)).changes();

        assertThat(changes).hasSize(Changes.MOST);
        assertThat(changes.get(0).subject()).isEqualTo("n0");
        assertThat(changes.get(Changes.MOST - 1).subject()).isEqualTo("n99");
    }
}
