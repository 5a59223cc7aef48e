package io.nightjar.daemon.cli;

import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.daemon.control.ConfigDiffReport.Routes;
import java.io.PrintWriter;
import java.util.List;

/** A {@link ConfigDiffReport} for people. */
final class ConfigDiffText {

    private final PrintWriter out;

    private ConfigDiffText(PrintWriter out) {
        this.out = out;
    }

    static void print(ConfigDiffReport report, PrintWriter out) {
        ConfigDiffText text = new ConfigDiffText(out);
        out.println("computed " + report.computed());
        text.sessions(report.sessions());
        report.settings().forEach(setting -> out.println("setting " + setting));
        text.routes("starts here", report.originated());
        ConfigDiffReport.Table table = report.table();
        if (table != null) {
            text.routes("best path", table.reachable());
            text.routes("kernel", table.kernel());
            table.announced().forEach(peer -> text.routes("to " + peer.peer(), peer.routes()));
        }
        report.notes().forEach(note -> out.println("note " + note.key() + ": " + note.reason()));
        if (report.isEmpty()) {
            out.println("nothing would happen");
        }
        out.flush();
    }

    private void sessions(ConfigDiffReport.Sessions sessions) {
        out.println("sessions: " + sessions.kept() + " kept, "
                + sessions.policies().size() + " with other policies, "
                + sessions.restarted().size() + " restarted, "
                + sessions.added().size() + " added, "
                + sessions.removed().size() + " removed");
        sessions.policies().forEach(peer -> out.println("~ session " + peer + ": other policies"));
        changes("! session ", " restarts: ", sessions.restarted());
        sessions.added().forEach(peer -> out.println("+ session " + peer));
        changes("- session ", " ends ", sessions.removed());
    }

    private void changes(String sign, String verb, List<ConfigDiffReport.Change> changes) {
        for (ConfigDiffReport.Change change : changes) {
            out.println(sign + change.peer() + verb + String.join("; ", change.reasons()));
        }
    }

    private void routes(String where, Routes routes) {
        routes.gained().forEach(route -> out.println("+ " + where + ": " + route));
        routes.lost().forEach(route -> out.println("- " + where + ": " + route));
        routes.changed().forEach(route -> out.println("~ " + where + ": " + route));
    }
}
