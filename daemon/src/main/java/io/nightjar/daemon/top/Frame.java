package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport.Entry;
import java.util.ArrayList;
import java.util.List;

/** What is shown at one moment: no line is wider than there is room for, and there are no more lines. */
public final class Frame {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Changes get no more rows than this while there are peers to show. */
    private static final int MOST_CHANGES = 6;

    /** A title and the names of the columns. */
    private static final int PEERS_HEAD = 2;

    private static final int AGE_WIDTH = 8;

    private static final String KEYS = "q quit  s sort  f filter  j/k or arrows scroll, space/b by pages  ^L redraw";

    private final History history;
    private final long nanos;
    private final Size size;
    private final List<Line> head;
    private final List<Line> changes;

    /**
     * Draws nothing yet.
     *
     * @param nanos now, on the clock of the samples
     */
    public Frame(History history, long nanos, Size size) {
        this.history = history;
        this.nanos = nanos;
        this.size = size;
        this.head = head();
        this.changes = history.now() == null ? List.of() : changes();
    }

    /** For a terminal: as many lines as it has rows, and the keys in the last. */
    List<Line> lines(View view) {
        int rows = Math.max(0, size.rows() - 1);
        List<Line> lines = new ArrayList<>(content(view, room()));
        while (lines.size() < rows) {
            lines.add(Line.EMPTY);
        }
        lines = new ArrayList<>(lines.subList(0, rows));
        lines.add(new Line(Style.FAINT, KEYS));
        return lines.stream()
                .map(line -> new Line(line.style(), Cells.cut(line.text(), size.columns())))
                .toList();
    }

    /** For those who read no terminal; the size's rows are those of peers. */
    public String text(View view) {
        StringBuilder text = new StringBuilder();
        content(view, size.rows()).forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    /** The same view, with no more scrolled away than there is on a terminal. */
    View settled(View view) {
        Sample now = history.now();
        return now == null
                ? view
                : view.within(listed(view, now, new Rates(null, now)).size(), room());
    }

    /** How many peers a terminal has room for. */
    private int room() {
        return Math.max(0, size.rows() - 1 - head.size() - PEERS_HEAD - changes.size());
    }

    private List<Line> head() {
        List<Line> lines = new ArrayList<>();
        Sample now = history.now();
        History.Silence silence = history.silence();
        if (silence != null) {
            lines.add(new Line(
                    Style.BAD,
                    "no answer for " + Durations.text(secondsSince(silence.sinceNanos())) + ": "
                            + Cells.plain(silence.reason())));
        }
        if (now != null) {
            lines.addAll(new Summary(now, rates(now)).lines());
            lines.add(Line.EMPTY);
        }
        return lines;
    }

    private Rates rates(Sample now) {
        return new Rates(history.before(), now);
    }

    private List<Line> content(View view, int peerRows) {
        List<Line> lines = new ArrayList<>(head);
        Sample now = history.now();
        if (now != null) {
            lines.addAll(peers(view, now, peerRows));
            lines.addAll(changes);
        }
        return history.silence() == null ? lines : faint(lines);
    }

    /** The first line says why the others are old. */
    private static List<Line> faint(List<Line> lines) {
        List<Line> faint = new ArrayList<>(lines.subList(0, 1));
        lines.stream()
                .skip(1)
                .map(line -> new Line(line.style() == Style.HEADING ? Style.HEADING : Style.FAINT, line.text()))
                .forEach(faint::add);
        return faint;
    }

    private long secondsSince(long then) {
        return Math.max(0, (nanos - then) / NANOS_PER_SECOND);
    }

    private static List<Entry> listed(View view, Sample now, Rates rates) {
        return now.all().stream()
                .filter(view.filter()::takes)
                .sorted(view.order().comparator(rates))
                .toList();
    }

    /** A title, a heading and the peers. */
    private List<Line> peers(View view, Sample now, int rows) {
        Rates rates = rates(now);
        List<Entry> listed = listed(view, now, rates);
        int first = view.within(listed.size(), rows).skipped();
        List<Entry> shown = listed.subList(first, Math.min(listed.size(), first + rows));
        String part = shown.size() == listed.size()
                ? Integer.toString(listed.size())
                : (first + 1) + "-" + (first + shown.size()) + " of " + listed.size();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                Style.BOLD,
                "peers: " + part + ", state " + view.filter().label() + ", sorted by "
                        + view.order().label()));
        lines.addAll(new PeerTable(shown, rates).lines(size.columns()));
        return lines;
    }

    private List<Line> changes() {
        if (history.changes().isEmpty()) {
            return List.of();
        }
        int most = Math.min(MOST_CHANGES, Math.max(1, size.rows() / 4));
        List<Line> lines = new ArrayList<>(List.of(Line.EMPTY, new Line(Style.BOLD, "last changes")));
        history.changes().stream()
                .limit(most)
                .map(change -> Cells.fit(Durations.text(secondsSince(change.nanos())), AGE_WIDTH)
                        + Cells.plain(change.subject() + " " + change.text()))
                .forEach(text -> lines.add(new Line(Style.PLAIN, Cells.cut(text, size.columns()))));
        return lines;
    }
}
