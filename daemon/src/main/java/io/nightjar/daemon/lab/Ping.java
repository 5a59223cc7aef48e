package io.nightjar.daemon.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ping from one container to another, and its outcome in one line. */
public record Ping(String from, String to, boolean succeeded, String outcome) {

    private static final Pattern REPLY = Pattern.compile("ttl=(\\d+) time=([\\d.]+ ms)");

    /** Pings from each container to each container on another node. */
    static List<Ping> betweenNodes(LabSite site, LabPlan plan) {
        List<Ping> pings = new ArrayList<>();
        for (LabNode source : plan.nodes()) {
            for (LabNode target : plan.nodes()) {
                if (!source.equals(target)) {
                    source.workloads()
                            .forEach(from ->
                                    target.workloads().forEach(to -> pings.add(of(from, to, send(site, from, to)))));
                }
            }
        }
        return pings;
    }

    private static CommandResult send(LabSite site, Workload from, Workload to) {
        return site.run(from.name(), "ping", "-n", "-c", "2", "-i", "0.05", "-W", "2", to.address());
    }

    static Ping of(Workload from, Workload to, CommandResult result) {
        boolean lossless = result.succeeded() && result.output().contains(" 0% packet loss");
        Matcher reply = REPLY.matcher(result.output());
        String outcome = reply.find()
                ? "ttl " + reply.group(1) + ", " + reply.group(2)
                : result.output().lines().reduce("", (before, line) -> line.isBlank() ? before : line);
        return new Ping(
                from.name() + " (" + from.address() + ")", to.name() + " (" + to.address() + ")", lossless, outcome);
    }
}
