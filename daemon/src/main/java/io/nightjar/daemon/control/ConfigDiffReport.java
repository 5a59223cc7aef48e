package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the datastore would do. The JSON has the same names.
 *
 * @param computed from what: a sentence for people
 * @param sessions what becomes of them
 * @param originated routes that start here
 * @param table what becomes of other routes; null if no running daemon was asked, or its table is too large to try
 * @param settings what else is different
 * @param notes objects that are set aside afterwards, and what else somebody should know
 */
public record ConfigDiffReport(
        String computed,
        Sessions sessions,
        Routes originated,
        @Nullable Table table,
        List<String> settings,
        List<StatusReport.Note> notes) {

    public ConfigDiffReport {
        settings = List.copyOf(settings);
        notes = List.copyOf(notes);
    }

    /**
     * Sessions, by name.
     *
     * @param kept how many are not touched at all
     * @param policies those that go on under other policies
     * @param restarted those that end and start again
     * @param added those that are new
     * @param removed those that end
     */
    public record Sessions(
            int kept, List<String> policies, List<Change> restarted, List<String> added, List<Change> removed) {

        public Sessions {
            policies = List.copyOf(policies);
            restarted = List.copyOf(restarted);
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /**
     * Something that happens to a peer.
     *
     * @param peer its name
     * @param reasons what is different, or when it happens
     */
    public record Change(String peer, List<String> reasons) {

        public Change {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Prefixes, with what is to be said about them.
     *
     * @param gained those that come
     * @param lost those that go
     * @param changed those that stay and are different
     */
    public record Routes(List<String> gained, List<String> lost, List<String> changed) {

        public Routes {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            changed = List.copyOf(changed);
        }

        /** Whether there is no difference. */
        public boolean isEmpty() {
            return gained.isEmpty() && lost.isEmpty() && changed.isEmpty();
        }
    }

    /**
     * What the table would be with what its peers have announced until now.
     *
     * @param reachable destinations with a best path
     * @param kernel what is programmed
     * @param announced what peers are told, those that are told something else only
     */
    public record Table(Routes reachable, Routes kernel, List<PeerRoutes> announced) {

        public Table {
            announced = List.copyOf(announced);
        }
    }

    /** What a peer is told. */
    public record PeerRoutes(String peer, Routes routes) {}

    /** Whether nothing at all would happen. */
    public boolean isEmpty() {
        return sessions.policies().isEmpty()
                && sessions.restarted().isEmpty()
                && sessions.added().isEmpty()
                && sessions.removed().isEmpty()
                && originated.isEmpty()
                && settings.isEmpty()
                && (table == null
                        || (table.reachable().isEmpty()
                                && table.kernel().isEmpty()
                                && table.announced().isEmpty()));
    }
}
