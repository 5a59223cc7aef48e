package io.nightjar.conformance.bird;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A BIRD 1.6 and a Nightjar that are told the same, each on a node of its own in one network, with the same neighbors: a BIRD that
 * announces routes, one that is not there, one that is waited for. Each node has the same devices and foreign routes.
 */
final class TwoSubjects implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    /** The neighbor that is there. */
    static final String NEIGHBOR = "Node_172_17_8_102";

    private static final String BIRD = "node00";

    private static final String NIGHTJAR = "node01";

    private static final String OTHER = "node02";

    private static final Path PROGRAMS = TestBed.unpacked("bird");

    private static final BirdProgram PROGRAM = BirdProgram.bird(PROGRAMS);

    private final TestBed bed = TestBed.of(LabPlan.bareNodes(
            new LabNode(BIRD, "172.17.8.100", "192.168.200.0/26", List.of()),
            new LabNode(NIGHTJAR, "172.17.8.101", "192.168.201.0/26", List.of()),
            new LabNode(OTHER, "172.17.8.102", "192.168.202.0/26", List.of())));

    /** Starts everything, and waits until the routes of the neighbor have come to both. */
    void start() {
        prepare(BIRD, "fd00:17:8::100");
        prepare(NIGHTJAR, "fd00:17:8::101");
        bird(OTHER, BirdProgram.bird(PROGRAMS), "bird", neighbor());
        bird(BIRD, BirdProgram.bird(PROGRAMS), "bird", subject());
        bird(BIRD, BirdProgram.bird6(PROGRAMS), "bird6", subject6());
        nightjar();
        bed.eventually(
                "both have heard everything", LIMIT, this::agreed, () -> seen("show route") + seen("show protocols"));
    }

    private boolean agreed() {
        String routes = ask(Subject.BIRD, "show route");
        boolean heard = routes.contains("10.1.0.0/16") && routes.contains("10.50.0.0/16");
        String count = ask(Subject.BIRD, "show route count");
        boolean tried = List.of(Subject.values()).stream()
                .allMatch(subject -> ask(subject, "show protocols").contains("No route to host"));
        return heard && tried && lastLine(count).equals(lastLine(ask(Subject.NIGHTJAR, "show route count")));
    }

    private static String lastLine(String text) {
        return text.strip().substring(text.strip().lastIndexOf('\n') + 1);
    }

    private String seen(String command) {
        return ask(Subject.BIRD, command) + ask(Subject.NIGHTJAR, command);
    }

    /** Who is asked. */
    enum Subject {
        BIRD,
        NIGHTJAR;

        private String node() {
            return this == BIRD ? TwoSubjects.BIRD : TwoSubjects.NIGHTJAR;
        }
    }

    TestBed bed() {
        return bed;
    }

    private void prepare(String node, String address6) {
        on(node, "ip -6 address add " + address6 + "/64 dev enp0s8 nodad");
        on(node, "ip route add 10.50.0.0/16 via 172.17.8.254");
        on(node, "ip link add dc0 mtu 1400 type bridge");
        on(node, "ip link set dc0 up");
        on(node, "ip route add 192.168.50.1/32 dev dc0 metric 1024");
        on(node, "ip route add prohibit 198.51.100.0/24");
        on(node, "ip route add unreachable 203.0.113.0/24");
        on(node, "ip -6 route add fd00:99::/64 via fd00:17:8::1");
    }

    private void on(String node, String command) {
        bed.site().output(node, "sh", "-c", command);
    }

    private static String subject() {
        return """
                log stderr all;
                router id 172.17.8.100;
                protocol static { route 192.168.50.0/26 blackhole; }
                protocol kernel { learn; persist; scan time 2; import all; export all; graceful restart; merge paths on; }
                protocol device { scan time 2; }
                protocol direct { interface -"cali*", "*"; }
                template bgp subject {
                  local as 64512; source address 172.17.8.100; multihop; gateway recursive; add paths on; graceful restart;
                  import all; export filter { if net ~ 192.168.0.0/16 then accept; reject; };
                  connect delay time 2; connect retry time 5; error wait time 5,30;
                }
                protocol bgp Node_172_17_8_102 from subject { neighbor 172.17.8.102 as 64512; }
                protocol bgp Node_172_17_8_109 from subject { neighbor 172.17.8.109 as 64512; }
                protocol bgp Node_172_17_8_110 from subject { neighbor 172.17.8.110 as 64512; passive on; }
                """;
    }

    private static String subject6() {
        return """
                log stderr all;
                router id 172.17.8.100;
                protocol static { route fd80:24e2:f998:72d6::/122 blackhole; }
                protocol kernel { learn; persist; scan time 2; import all; export all; graceful restart; merge paths on; }
                protocol device { scan time 2; }
                protocol direct { interface -"cali*", "*"; }
                """;
    }

    private static String nightjarFile() {
        StringBuilder text = new StringBuilder("""
                as: 64512
                router-id: 172.17.8.101
                originate: [192.168.50.0/26, "fd80:24e2:f998:72d6::/122"]
                kernel: {enabled: true, learn: true}
                neighbors:
                """);
        for (int number : List.of(102, 109, 110)) {
            text.append("""
                      - name: Node_172_17_8_%d
                        address: 172.17.8.%d
                        as: 64512
                        local-address: 172.17.8.101
                        families: [ipv4]
                        import: all
                        export: [{accept: 192.168.0.0/16, min-length: 16, max-length: 32}]
                        graceful-restart: on
                        add-path: {send: true, receive: true}
                        passive: %b
                    """.formatted(number, number, number == 110));
        }
        return text.toString();
    }

    private static String neighbor() {
        return """
                log stderr all;
                router id 172.17.8.102;
                protocol device { scan time 2; }
                protocol static {
                  route 192.168.18.64/26 blackhole; route 10.96.0.0/12 blackhole; route 10.1.0.0/16 blackhole;
                }
                filter announced {
                  if net = 10.1.0.0/16 then {
                    bgp_med = 10; bgp_path.prepend(65001); bgp_community.add((65000,1)); bgp_community.add((65535,65281));
                    bgp_ext_community.add((rt, 65000, 1)); bgp_ext_community.add((ro, 10.0.0.1, 7));
                    bgp_large_community.add((65000, 1, 2));
                  }
                  accept;
                }
                template bgp other {
                  local as 64512; source address 172.17.8.102; multihop; gateway recursive; add paths on; graceful restart;
                  import all; export filter announced; passive on;
                }
                protocol bgp one from other { neighbor 172.17.8.100 as 64512; }
                protocol bgp two from other { neighbor 172.17.8.101 as 64512; }
                """;
    }

    private Path path(String node, String name) {
        return bed.site().folder(node).resolve(name);
    }

    private void bird(String node, BirdProgram program, String name, String configuration) {
        Path file = write(path(node, name + ".conf"), configuration);
        List<String> words = List.of(
                program.daemon().toString(),
                "-f",
                "-c",
                file.toString(),
                "-s",
                path(node, name + ".ctl").toString(),
                "-P",
                path(node, name + ".pid").toString());
        bed.site().start(node + "-" + name, node, words, Map.of());
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void nightjar() {
        Path file = write(path(NIGHTJAR, "speaker.yaml"), nightjarFile());
        List<String> words = TestBed.nightjar()
                .with(
                        "run",
                        "--config",
                        file.toString(),
                        "--control",
                        path(NIGHTJAR, "nightjar.ctl").toString(),
                        "--bird-socket",
                        path(NIGHTJAR, "bird.ctl").toString(),
                        "--bird6-socket",
                        path(NIGHTJAR, "bird6.ctl").toString());
        bed.site().start(NIGHTJAR + "-nightjar", NIGHTJAR, words, Map.of());
    }

    /** What BIRD's own client prints, with the numbers of replies. */
    String ask(Subject subject, String command) {
        return client(subject, PROGRAM, "bird.ctl", command);
    }

    /** The same of the daemon for IPv6. */
    String ask6(Subject subject, String command) {
        return client(subject, BirdProgram.bird6(PROGRAMS), "bird6.ctl", command);
    }

    private String client(Subject subject, BirdProgram program, String socket, String command) {
        List<String> words = new ArrayList<>(List.of(
                program.client().toString(),
                "-v",
                "-s",
                path(subject.node(), socket).toString()));
        words.addAll(List.of(command.split(" ", -1)));
        return bed.site().commands().run(Command.of(words)).output();
    }

    /** Nightjar's socket for IPv4. */
    Path nightjarSocket() {
        return path(NIGHTJAR, "bird.ctl");
    }

    @Override
    public void close() {
        bed.close();
    }
}
