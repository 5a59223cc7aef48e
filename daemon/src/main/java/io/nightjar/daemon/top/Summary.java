package io.nightjar.daemon.top;

import io.nightjar.daemon.control.PeersReport;
import io.nightjar.daemon.control.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A daemon as a whole, in a few lines. */
final class Summary {

    private static final String MESSAGES = "nightjar_messages_total";

    private static final String ROUTES = "nightjar_routes";

    private static final String QUEUE = "nightjar_queue";

    private final Sample now;
    private final StatusReport status;
    private final Rates rates;

    Summary(Sample now, Rates rates) {
        this.now = now;
        this.status = now.status();
        this.rates = rates;
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Style.BOLD, speaker()));
        lines.add(source());
        lines.add(sessions());
        lines.add(plain("messages", messages("received") + " in; " + messages("sent") + " out"));
        lines.add(plain(
                "routes",
                number(ROUTES, "table=\"adj-rib-in\"") + " received, " + number("nightjar_routes_accepted")
                        + " accepted, " + number("nightjar_routes_stale") + " stale; "
                        + number(ROUTES, "table=\"loc-rib\"") + " best, "
                        + rates.of("nightjar_best_path_changes_total") + " changes/s; "
                        + number(ROUTES, "table=\"adj-rib-out\"") + " advertised"));
        lines.addAll(kernel());
        lines.add(plain(
                "waiting",
                number(QUEUE, "queue=\"table\"") + " for the table, " + number(QUEUE, "queue=\"kernel\"")
                        + " for the kernel, " + number(QUEUE, "queue=\"peers\"") + " for slow peers"));
        return lines;
    }

    private String speaker() {
        String asNumber = status.asNumber() == null ? "-" : status.asNumber().toString();
        return "nightjar " + Cells.plain(status.version()) + ", router id "
                + (status.routerId() == null ? "-" : status.routerId()) + ", AS " + asNumber + ", up "
                + Durations.text(status.uptimeSeconds());
    }

    private Line source() {
        StatusReport.Source source = status.source();
        boolean connected = now.series().sum("nightjar_datastore_connected") > 0;
        int setAside = status.notes().size();
        String text = Cells.plain(source.location() + ": " + source.state())
                + (setAside == 0 ? "" : "; " + setAside + " set aside");
        return new Line(connected ? Style.PLAIN : Style.BAD, heading(source.kind()) + text);
    }

    private Line sessions() {
        Map<String, Long> states = new TreeMap<>(
                now.all().stream().collect(Collectors.groupingBy(PeersReport.Entry::state, Collectors.counting())));
        long unwell = now.all().stream().filter(PeerOrder::isUnwell).count();
        String each = states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        String text = now.all().size()
                + (each.isEmpty() ? "" : ": " + each)
                + (unwell == 0 ? "" : "; " + unwell + " not as wanted");
        return new Line(unwell == 0 ? Style.PLAIN : Style.BAD, heading("sessions") + text);
    }

    private String messages(String direction) {
        String label = "direction=\"" + direction + '"';
        return rates.of(MESSAGES, label) + "/s (" + rates.of(MESSAGES, label, "type=\"update\"") + " UPDATEs/s)";
    }

    private List<Line> kernel() {
        StatusReport.Kernel kernel = status.kernel();
        if (!kernel.enabled()) {
            return List.of(plain("kernel", "off"));
        }
        String text = kernel.installed() + " of " + kernel.desired() + " routes installed, " + kernel.adopted()
                + " adopted, " + number("nightjar_kernel_conflicts") + " in conflict, "
                + number("nightjar_kernel_failures") + " refused; audited "
                + number("nightjar_kernel_audit_age_seconds") + " s ago";
        String writes = rates.of("nightjar_kernel_writes_total") + " writes/s; repaired "
                + rates.of("nightjar_kernel_repairs_total") + "/s, " + number("nightjar_kernel_repairs_total")
                + " since the start";
        boolean bad = kernel.installed() < kernel.desired();
        return List.of(new Line(bad ? Style.BAD : Style.PLAIN, heading("kernel") + text), plain("", writes));
    }

    private String number(String name, String... labels) {
        return Long.toString(Math.round(now.series().sum(name, labels)));
    }

    private static Line plain(String heading, String text) {
        return new Line(Style.PLAIN, heading(heading) + text);
    }

    private static String heading(String text) {
        return Cells.fit(text, "datastore".length()) + "  ";
    }
}
