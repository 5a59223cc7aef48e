package io.nightjar.conformance.tools;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Nodes 0, 1, 2 and so on in one network, each with an address of both families. */
final class Lan implements AutoCloseable {

    /** What a real daemon may take for anything. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    static final String INTERFACE = "enp0s8";

    private final TestBed bed;

    private Lan(TestBed bed) {
        this.bed = bed;
    }

    static Lan of(int nodes) {
        List<LabNode> plan = IntStream.range(0, nodes)
                .mapToObj(number ->
                        new LabNode(node(number), address(number), "192.168.20" + number + ".0/26", List.of()))
                .toList();
        Lan lan = new Lan(TestBed.of(LabPlan.bareNodes(plan.toArray(LabNode[]::new))));
        for (int number = 0; number < nodes; number++) {
            String address = address6(number) + "/64";
            lan.site().output(node(number), "ip", "-6", "address", "add", address, "dev", INTERFACE, "nodad");
        }
        return lan;
    }

    static String node(int number) {
        return "node0" + number;
    }

    static String address(int number) {
        return "172.17.8.10" + number;
    }

    static String address6(int number) {
        return "fd00:17:8::10" + number;
    }

    TestBed bed() {
        return bed;
    }

    LabSite site() {
        return bed.site();
    }

    /** Where a node's file of that name is. */
    Path path(int node, String name) {
        return site().folder(node(node)).resolve(name);
    }

    /** A file of a node that only its owner may read. */
    Path file(int node, String name, String text) {
        Path file = path(node, name);
        try {
            Files.writeString(file, text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void close() {
        bed.close();
    }
}
