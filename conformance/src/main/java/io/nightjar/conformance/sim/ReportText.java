package io.nightjar.conformance.sim;

import io.nightjar.bgp.message.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for people. Whatever is in here is the same for the same scenario. */
final class ReportText {

    private ReportText() {}

    static List<String> lines(Result result) {
        Scenario scenario = result.scenario();
        List<String> lines = new ArrayList<>();
        lines.add("seed " + scenario.seed() + ": " + scenario.nodes() + " nodes, "
                + topology(scenario) + ", " + scenario.addresses().blocks() + " blocks each"
                + (scenario.addresses().dualStack() ? " of both families, " : ", ") + result.faults() + " faults");
        lines.add("start:         all kernels right after " + EventLog.seconds(result.startNanos()) + ", "
                + text(result.atStart()));
        if (result.faults() > 0) {
            lines.add("faults:        all kernels right again " + EventLog.seconds(result.settleNanos())
                    + " after the last one");
        }
        lines.add("in all:        " + text(result.all()));
        PeerCounts peers = result.peers();
        lines.add("peers of each: " + peers.least() + " at least, " + peers.median() + " in the middle, " + peers.most()
                + " at most");
        lines.add("busiest:       " + peers.busiest() + ", has sent " + peers.messages() + " messages, "
                + octets(peers.octets()));
        lines.add("events:        " + result.events());
        return lines;
    }

    private static String topology(Scenario scenario) {
        int reflectors = scenario.reflection().reflectors();
        int clusters = scenario.reflection().clusters();
        return switch (scenario.topology()) {
            case MESH -> "mesh";
            case REFLECTORS ->
                reflectors + " reflectors in " + (clusters == 1 ? "one cluster" : clusters + " clusters");
            case STANDALONE -> reflectors + " standalone reflectors";
        };
    }

    private static String text(Traffic traffic) {
        return traffic.total() + " messages (" + traffic.count(MessageType.UPDATE) + " UPDATEs, "
                + traffic.count(MessageType.KEEPALIVE) + " KEEPALIVEs, " + traffic.count(MessageType.NOTIFICATION)
                + " NOTIFICATIONs), " + octets(traffic.octets());
    }

    private static String octets(long octets) {
        return octets < 10_000
                ? octets + " octets"
                : String.format(Locale.ROOT, "%.1f %s", scaled(octets), octets < 10_000_000 ? "kB" : "MB");
    }

    private static double scaled(long octets) {
        return octets < 10_000_000 ? octets / 1e3 : octets / 1e6;
    }
}
