package io.nightjar.conformance.traffic;

import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.lab.LabNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets an event happen and counts: packets in every stream, and the kernels' deletions of routes. */
final class TrafficMeter implements AutoCloseable {

    /** Packets in each stream around the shortest event. */
    private static final int LEAST = 1000;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TrafficLab lab;
    private final ProbeTraffic traffic;
    private final List<RouteRecord> records;
    private final SystemNanoClock clock = new SystemNanoClock();

    TrafficMeter(TrafficLab lab) {
        this.lab = lab;
        List<LabNode> nodes = new ArrayList<>(lab.nodes(SpeakerKind.NIGHTJAR));
        if (!nodes.contains(TrafficLab.SUBJECT)) {
            nodes.add(TrafficLab.SUBJECT);
        }
        this.records = nodes.stream()
                .map(node -> RouteRecord.start(lab.bed(), node.name()))
                .toList();
        this.traffic = lab.startTraffic();
    }

    TrafficResult measure(TrafficEvent event) {
        awaitArrivalOf(marks());
        records.forEach(RouteRecord::mark);
        int unread = lab.unread();
        List<Integer> begin = marks();
        long started = clock.nanoTime();
        event.happen(lab);
        long settled = clock.nanoTime();
        awaitArrivalOf(begin.stream().map(number -> number + LEAST).toList());
        List<Integer> end = marks();
        long ended = clock.nanoTime();
        awaitArrivalOf(end);
        List<String> deletions =
                records.stream().flatMap(record -> record.deletions().stream()).toList();
        return new TrafficResult(
                count(event, begin, end),
                lab.unread() - unread,
                deletions,
                TimeUnit.NANOSECONDS.toMillis(settled - started),
                (end.get(0) - begin.get(0)) * TimeUnit.SECONDS.toNanos(1) / (ended - started));
    }

    private List<Integer> marks() {
        return traffic.streams().stream().map(ProbeStream::next).toList();
    }

    /** A packet with that number or a later one has arrived in every stream: everything before is there or lost. */
    private void awaitArrivalOf(List<Integer> numbers) {
        lab.bed().eventually("packets flow", LIMIT, () -> {
            traffic.requireFlowing();
            List<String> waiting = new ArrayList<>();
            for (int at = 0; at < numbers.size(); at++) {
                ProbeStream stream = traffic.streams().get(at);
                if (stream.highest() < numbers.get(at)) {
                    waiting.add(stream.name() + ": " + stream.highest() + " has arrived, of " + stream.next());
                }
            }
            return waiting;
        });
    }

    private ProbeCount count(TrafficEvent event, List<Integer> begin, List<Integer> end) {
        ProbeCount all = ProbeCount.NONE;
        for (int at = 0; at < begin.size(); at++) {
            ProbeStream stream = traffic.streams().get(at);
            ProbeCount count = stream.count(begin.get(at), end.get(at));
            System.out.println("measured: " + stream.name() + ": " + count);
            if (!event.everywhere() || !lab.leavesBird(stream)) {
                all = all.plus(count);
            }
        }
        return all;
    }

    @Override
    public void close() {
        traffic.close();
    }
}
