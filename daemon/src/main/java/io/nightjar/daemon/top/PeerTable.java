package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport.Entry;
import io.nightjar.daemon.control.SessionReport.Counters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Peers in columns; where there is no room for all columns, the less important ones are left out. */
final class PeerTable {

    private static final int GAP = 2;

    /** A reason with fewer columns says nothing. */
    private static final int LEAST_REASON = 20;

    private static final int MOST_NAME = 32;

    private final List<Entry> peers;
    private final List<Column> columns;

    /**
     * A column.
     *
     * @param importance those with the highest number go first
     * @param right whether it holds numbers
     */
    private record Column(String heading, int importance, boolean right, Function<Entry, String> text) {

        int width(List<Entry> peers) {
            int widest = peers.stream()
                    .mapToInt(peer -> Cells.width(text.apply(peer)))
                    .max()
                    .orElse(0);
            return Math.min(MOST_NAME, Math.max(heading.length(), widest));
        }

        String cell(String content, int width) {
            String cut = Cells.cut(content, width);
            return right ? " ".repeat(width - Cells.width(cut)) + cut : Cells.fit(cut, width);
        }
    }

    PeerTable(List<Entry> peers, Rates rates) {
        this.peers = peers;
        this.columns = List.of(
                new Column("PEER", 0, false, peer -> Cells.plain(peer.name())),
                new Column("ADDRESS", 5, false, Entry::address),
                new Column("AS", 6, true, peer -> Long.toString(peer.asNumber())),
                new Column("STATE", 1, false, PeerTable::state),
                new Column("SINCE", 2, true, peer -> Durations.text(peer.secondsInState())),
                new Column("RECEIVED", 3, true, peer -> Integer.toString(peer.received())),
                new Column("ADVERTISED", 4, true, peer -> Integer.toString(peer.advertised())),
                new Column("BEHIND", 9, true, peer -> Integer.toString(peer.behind())),
                new Column("UPD IN/s", 7, true, peer -> rates.of(peer, Counters::updatesReceived)),
                new Column("UPD OUT/s", 8, true, peer -> rates.of(peer, Counters::updatesSent)));
    }

    private static String state(Entry peer) {
        if (peer.leaving()) {
            return peer.state() + ", leaving";
        }
        return peer.enabled() ? peer.state() : peer.state() + ", disabled";
    }

    private static String reason(Entry peer) {
        String reason = peer.lastError() == null ? peer.lastDown() : peer.lastError();
        return reason == null ? "" : Cells.plain(reason);
    }

    /** The heading and a line for each peer. */
    List<Line> lines(int width) {
        List<Column> kept = new ArrayList<>(columns);
        while (kept.size() > 1 && total(kept) + LEAST_REASON > width) {
            kept.stream().max(Comparator.comparingInt(Column::importance)).ifPresent(kept::remove);
        }
        int[] widths = kept.stream().mapToInt(column -> column.width(peers)).toArray();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Style.HEADING, line(kept, widths, Column::heading, "REASON", width)));
        for (Entry peer : peers) {
            String text = line(kept, widths, column -> column.text().apply(peer), reason(peer), width);
            lines.add(new Line(PeerOrder.isUnwell(peer) ? Style.BAD : Style.PLAIN, text));
        }
        return lines;
    }

    private int total(List<Column> kept) {
        return kept.stream().mapToInt(column -> column.width(peers) + GAP).sum();
    }

    private static String line(
            List<Column> columns, int[] widths, Function<Column, String> content, String last, int width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            line.append(column.cell(content.apply(column), widths[i])).append(" ".repeat(GAP));
        }
        return Cells.cut(line.append(last).toString().stripTrailing(), width);
    }
}
