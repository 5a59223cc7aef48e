package io.nightjar.benchmarks.kernel;

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

/** How each daemon is told to take one session and to write what it hears into the kernel. */
final class Daemons {

    private Daemons() {}

    static Speaker nightjar(Ground ground, int count) throws IOException {
        Path launcher = NightjarWords.launcher(ground.machine().packages());
        Path file = write(ground, "speaker.yaml", """
                as: %1$d
                router-id: %2$s
                neighbors:
                  - {name: feed, address: %3$s, as: %1$d, passive: true}
                kernel: {enabled: true}
                """);
        List<String> words =
                NightjarWords.run(launcher, folder(ground).resolve("nightjar.ctl"), "--config", file.toString());
        String version = version(ground, NightjarWords.version(launcher));
        return speaker(ground, count, version, start(ground, "nightjar", words, NightjarWords.environment()));
    }

    static Speaker bird1(Ground ground, int count) throws IOException {
        return bird(ground, count, "bird", """
                router id %2$s;
                protocol device { scan time 2; }
                protocol direct { interface "*"; }
                protocol kernel { persist; scan time 2; import all; export all; }
                protocol bgp feed {
                  local %2$s as %1$d; neighbor %3$s as %1$d; passive on;
                  import all; export none;
                }
                """);
    }

    static Speaker bird2(Ground ground, int count) throws IOException {
        return bird(ground, count, "bird2", """
                router id %2$s;
                protocol device {}
                protocol direct { ipv4; }
                protocol kernel { persist; scan time 2; ipv4 { import none; export all; }; }
                protocol bgp feed {
                  local %2$s as %1$d; neighbor %3$s as %1$d; passive on;
                  ipv4 { import all; export none; };
                }
                """);
    }

    private static Speaker bird(Ground ground, int count, String debianPackage, String configuration)
            throws IOException {
        Path program = ground.machine().packages().unpacked(debianPackage).resolve("bird");
        List<String> words = BirdWords.of(program, write(ground, "bird.conf", configuration), folder(ground));
        String version = version(ground, BirdWords.version(program));
        return speaker(ground, count, version, start(ground, "bird", words, Map.of()));
    }

    static Speaker frr(Ground ground, int count) throws IOException {
        FrrWords words = new FrrWords(ground.machine().packages().unpackedTree("frr"), folder(ground));
        Path file = write(ground, "frr.conf", """
                router bgp %1$d
                 bgp router-id %2$s
                 neighbor %3$s remote-as %1$d
                 neighbor %3$s passive
                """);
        LabProcess zebra = start(ground, "zebra", words.zebra(), words.environment());
        LabProcess bgpd = start(ground, "bgpd", words.bgpd(file), words.environment());
        return speaker(ground, count, version(ground, words.version()), zebra, bgpd);
    }

    private static Speaker speaker(Ground ground, int count, String version, LabProcess... programs)
            throws IOException {
        return new Speaker(version, List.of(programs), Feed.establish(ground, count));
    }

    private static String version(Ground ground, List<String> words) {
        return ProgramVersion.of(ground.site().commands(), words);
    }

    private static LabProcess start(Ground ground, String name, List<String> words, Map<String, String> environment) {
        return ground.site().start(name, Ground.TARGET, words, environment);
    }

    private static Path folder(Ground ground) {
        return ground.site().folder(Ground.TARGET);
    }

    private static Path write(Ground ground, String name, String text) throws IOException {
        String filled = text.formatted(Ground.AS, Ground.TARGET_ADDRESS, Ground.FEED_ADDRESS);
        return Files.writeString(folder(ground).resolve(name), filled);
    }
}
