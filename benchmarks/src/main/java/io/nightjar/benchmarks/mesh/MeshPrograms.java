package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.BirdWords;
import io.nightjar.benchmarks.harness.FrrWords;
import io.nightjar.benchmarks.harness.NightjarWords;
import io.nightjar.benchmarks.harness.ProgramVersion;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a contender is started on the target.
 *
 * @param launcher of Nightjar, in the form that is measured
 */
record MeshPrograms(MeshGround ground, Path launcher) {

    /** Calico's confd says this to BIRD 1.6; BIRD 2 wants other words for the same. */
    private static final String BIRD2 = """
            router id %2$s;
            protocol device { scan time 2; }
            protocol direct { ipv4; interface -"cali*", "*"; }
            protocol kernel { learn; persist; scan time 2; graceful restart; ipv4 { import all; export where source != RTS_DEVICE; }; }
            protocol static {
              ipv4;
            %3$s}
            template bgp mesh {
              local %2$s as %1$d; multihop; graceful restart;
              connect delay time 2; connect retry time 5; error wait time 5, 30;
              ipv4 { import all; export where source = RTS_STATIC; next hop self; gateway recursive; add paths on; };
            }
            %4$s""";

    private static final String FRR = """
            router bgp %1$d
             bgp router-id %2$s
             bgp graceful-restart
             no bgp network import-check
             neighbor mesh peer-group
             neighbor mesh remote-as %1$d
             neighbor mesh update-source %2$s
             neighbor mesh timers connect 5
             neighbor mesh advertisement-interval 0
            %4$s address-family ipv4 unicast
            %3$s  neighbor mesh next-hop-self
              neighbor mesh addpath-tx-all-paths
             exit-address-family
            """;

    /** Starts it; more than one process if it has more. */
    List<LabProcess> start(Contender contender) throws IOException {
        return switch (contender) {
            case NIGHTJAR, PACKAGED -> List.of(nightjar());
            case BIRD1 -> List.of(bird("bird", ground.birdConfiguration()));
            case BIRD2 -> List.of(bird("bird2", bird2Configuration()));
            case FRR -> frr();
        };
    }

    /** What it says that it is. */
    String version(Contender contender) {
        List<String> words = switch (contender) {
            case NIGHTJAR, PACKAGED -> NightjarWords.version(launcher);
            case BIRD1 -> BirdWords.version(birdProgram("bird"));
            case BIRD2 -> BirdWords.version(birdProgram("bird2"));
            case FRR -> frrWords().version();
        };
        return ProgramVersion.of(ground.machine().commands(), words);
    }

    /** As calico-node starts a speaker: all it knows is in its environment. */
    private LabProcess nightjar() {
        MeshPlan plan = ground.plan();
        Map<String, String> environment = new TreeMap<>(NightjarWords.environment());
        environment.putAll(Map.of(
                "DATASTORE_TYPE",
                "etcdv3",
                "ETCD_ENDPOINTS",
                ground.endpoint(),
                "NODENAME",
                plan.name(plan.target()),
                "IP",
                plan.addressText(plan.target())));
        List<String> words = NightjarWords.run(launcher, ground.folder().resolve("nightjar.ctl"));
        return ground.site().start("nightjar", MeshGround.TARGET, words, environment);
    }

    private Path birdProgram(String debianPackage) {
        return ground.machine().packages().unpacked(debianPackage).resolve("bird");
    }

    /** With {@code -R}, as Calico starts it. */
    private LabProcess bird(String debianPackage, String configuration) throws IOException {
        Path file = Files.writeString(ground.folder().resolve("bird.conf"), configuration);
        List<String> words = BirdWords.of(birdProgram(debianPackage), file, ground.folder(), "-R");
        return ground.site().start("bird", MeshGround.TARGET, words, Map.of());
    }

    private FrrWords frrWords() {
        return new FrrWords(ground.machine().packages().unpackedTree("frr"), ground.folder());
    }

    private List<LabProcess> frr() throws IOException {
        FrrWords words = frrWords();
        Path file = Files.writeString(ground.folder().resolve("frr.conf"), frrConfiguration());
        LabProcess zebra = ground.site().start("zebra", MeshGround.TARGET, words.zebra(), words.environment());
        return List.of(zebra, ground.site().start("bgpd", MeshGround.TARGET, words.bgpd(file), words.environment()));
    }

    private String bird2Configuration() {
        return filled(
                BIRD2,
                "  route %s blackhole;\n",
                (address, passive) -> "protocol bgp from mesh { neighbor " + address + " as " + MeshPlan.AS + ";"
                        + (passive ? " passive on;" : "") + " }\n");
    }

    private String frrConfiguration() {
        return filled(
                FRR,
                "  network %s\n",
                (address, passive) -> " neighbor " + address + " peer-group mesh\n"
                        + (passive ? " neighbor " + address + " passive\n" : ""));
    }

    /** One line or two for each of the others. */
    @FunctionalInterface
    private interface PeerText {

        String of(String address, boolean passive);
    }

    private String filled(String text, String block, PeerText peer) {
        MeshPlan plan = ground.plan();
        return text.formatted(
                MeshPlan.AS,
                plan.addressText(plan.target()),
                plan.blocks(plan.target()).stream().map(block::formatted).collect(Collectors.joining()),
                plan.others().stream()
                        .map(node -> peer.of(plan.addressText(node), plan.dials(node)))
                        .collect(Collectors.joining()));
    }
}
