package io.nightjar.daemon.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A report for people, or for machines. */
final class LabPrinter {

    private LabPrinter() {}

    static String text(LabReport report) {
        StringBuilder text = new StringBuilder();
        for (NodeReport node : report.nodes()) {
            appendNode(text, node);
        }
        text.append(report.pings().isEmpty() ? "" : "Pings between containers on different nodes\n");
        for (Ping ping : report.pings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %-28s -> %-28s %s  %s%n",
                    ping.from(),
                    ping.to(),
                    ping.succeeded() ? "ok    " : "FAILED",
                    ping.outcome()));
        }
        text.append(
                report.converged()
                        ? String.format(
                                Locale.ROOT,
                                "%nConverged in %.2f s from the speakers' start%n",
                                report.convergenceMillis() / 1000.0)
                        : String.format("%nNot converged%n"));
        report.problems()
                .forEach(problem -> text.append("PROBLEM: ").append(problem).append('\n'));
        text.append(report.ok() ? "All checks hold.\n" : "");
        return text.toString();
    }

    private static void appendNode(StringBuilder text, NodeReport node) {
        text.append(String.format(Locale.ROOT, "%s (%s, %s)%n", node.name(), node.address(), node.speaker()));
        text.append("    $ ip route\n");
        node.routes().forEach(route -> text.append("    ").append(route).append('\n'));
        text.append("    sessions\n");
        node.sessions()
                .forEach(session ->
                        text.append(String.format(Locale.ROOT, "    %-20s %s%n", session.peer(), session.state())));
        text.append('\n');
    }

    static String json(LabReport report) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.valueToTree(report);
        document.put("ok", report.ok());
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always printable", e);
        }
    }
}
