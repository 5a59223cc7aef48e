package io.nightjar.conformance.traffic;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.LabProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code ip monitor} on a node sees of the routes that speakers write. */
final class RouteRecord {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A route that comes and goes for the sake of the record only. */
    private static final String MARK = "203.0.113.0/24";

    private final TestBed bed;
    private final String node;
    private final LabProcess monitor;
    private int begin;

    private RouteRecord(TestBed bed, String node) {
        this.bed = bed;
        this.node = node;
        this.monitor = bed.site().start("routes-" + node, node, List.of("ip", "-o", "monitor", "route"), Map.of());
    }

    static RouteRecord start(TestBed bed, String node) {
        RouteRecord started = new RouteRecord(bed, node);
        started.mark();
        return started;
    }

    /** Forgets what has been recorded. */
    void mark() {
        begin = caughtUp().size();
    }

    /** The routes that were deleted since the mark, one line each. */
    List<String> deletions() {
        List<String> lines = caughtUp();
        return lines.subList(begin, lines.size()).stream()
                .filter(line -> line.startsWith("Deleted ") && line.contains("proto bird"))
                .filter(line -> !line.contains(TrafficLab.LEFTOVER) && !line.contains(TrafficLab.LEFTOVER_6))
                .toList();
    }

    /** The record is complete up to now when it shows a change that was made for this purpose. */
    private List<String> caughtUp() {
        long seen = marks();
        bed.eventually("the record of " + node + " is complete", LIMIT, () -> {
            bed.site().output(node, "ip", "route", "replace", "blackhole", MARK);
            bed.site().output(node, "ip", "route", "delete", "blackhole", MARK);
            return marks() > seen ? List.of() : List.of("no change of " + MARK);
        });
        return lines();
    }

    private long marks() {
        return lines().stream().filter(line -> line.contains(MARK)).count();
    }

    private List<String> lines() {
        return monitor.log().lines().toList();
    }
}
