package io.nightjar.conformance;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.NightjarSpeaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Nightjar on node00 and somebody else's speaker on node01, with nothing between them but a switch. Nightjar
 * announces 192.168.18.64/26 and fd80:18::/64, its peer 192.168.196.128/26 and fd80:196::/64.
 */
final class InteropBed implements AutoCloseable {

    static final String NIGHTJAR = "node00";
    static final String PEER = "node01";
    static final Duration LIMIT = Duration.ofSeconds(30);

    static final String OUR_BLOCK = "192.168.18.64/26";
    static final String PEERS_BLOCK = "192.168.196.128/26";
    static final String OUR_BLOCK_6 = "fd80:18::/64";
    static final String PEERS_BLOCK_6 = "fd80:196::/64";

    private final TestBed bed;
    private final NightjarSpeaker nightjar;

    private InteropBed(TestBed bed, NightjarSpeaker nightjar) {
        this.bed = bed;
        this.nightjar = nightjar;
    }

    /** Builds the network and starts Nightjar with that file. */
    static InteropBed withNightjar(String speakerYaml) {
        LabPlan plan = LabPlan.bareNodes(
                new LabNode(NIGHTJAR, "172.17.8.100", OUR_BLOCK, List.of()),
                new LabNode(PEER, "172.17.8.101", PEERS_BLOCK, List.of()));
        TestBed bed = TestBed.of(plan);
        for (String node : List.of(NIGHTJAR, PEER)) {
            String address = node.equals(NIGHTJAR) ? "fd00:17:8::100/64" : "fd00:17:8::101/64";
            bed.site().output(node, "ip", "-6", "address", "add", address, "dev", "enp0s8", "nodad");
        }
        Path file = bed.site().folder(NIGHTJAR).resolve("speaker.yaml");
        write(file, speakerYaml);
        return new InteropBed(bed, NightjarSpeaker.onFile(bed.site(), NIGHTJAR, TestBed.nightjar(), file));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    TestBed bed() {
        return bed;
    }

    NightjarSpeaker nightjar() {
        return nightjar;
    }

    /** Waits until Nightjar calls the session Established. */
    void awaitEstablished() {
        bed.eventually("Nightjar's session is Established", LIMIT, () -> state().equals("Established"), this::state);
    }

    /** Waits until Nightjar does not call the session Established any more. */
    void awaitDown() {
        bed.eventually("Nightjar's session is down", LIMIT, () -> !state().equals("Established"), this::state);
    }

    private String state() {
        return nightjar.status().map(StatusReport::peers).orElse(List.of()).stream()
                .map(StatusReport.Peer::state)
                .findFirst()
                .orElse("unknown");
    }

    void awaitNightjarsRoute(String line) {
        bed.awaitRoute(NIGHTJAR, line, LIMIT);
    }

    void awaitPeersRoute(String line) {
        bed.awaitRoute(PEER, line, LIMIT);
    }

    @Override
    public void close() {
        bed.close();
    }
}
