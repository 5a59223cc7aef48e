package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.NightjarWords;
import io.nightjar.benchmarks.harness.Wire;
import io.nightjar.daemon.lab.DebianPackages;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A node of a mesh that is asked over BIRD's control socket while others announce: Nightjar, or BIRD 1.6 itself. */
enum ControlSpeaker {
    NIGHTJAR("Nightjar") {
        @Override
        LabProcess start(Ground ground, int sessions) throws IOException {
            String each = IntStream.range(0, sessions)
                    .mapToObj(number -> "  - {name: peer%d, address: %s, as: %d, passive: true}%n"
                            .formatted(number, Wire.text(Place.client(number)), Place.AS))
                    .collect(Collectors.joining());
            String text = """
                    as: %1$d
                    router-id: %2$s
                    listen: [{address: %2$s}]
                    kernel: {enabled: false}
                    neighbors:
                    %3$s""".formatted(Place.AS, Place.REFLECTOR, each);
            Path file = Files.writeString(ground.folder().resolve("speaker.yaml"), text);
            Path launcher = NightjarWords.launcher(ground.machine().packages());
            List<String> words = NightjarWords.run(
                    launcher,
                    ground.folder().resolve("nightjar.ctl"),
                    "--config",
                    file.toString(),
                    "--bird-socket",
                    socket(ground).toString());
            return ground.start("nightjar", words, Map.of());
        }
    },

    BIRD("BIRD 1.6.8") {
        @Override
        LabProcess start(Ground ground, int sessions) throws IOException {
            String each = IntStream.range(0, sessions)
                    .mapToObj(number -> "protocol bgp peer%d from mesh { neighbor %s as %d; }%n"
                            .formatted(number, Wire.text(Place.client(number)), Place.AS))
                    .collect(Collectors.joining());
            String text = """
                    router id %2$s;
                    listen bgp address %2$s;
                    protocol device { scan time 60; }
                    protocol direct { interface "lo"; }
                    template bgp mesh {
                      local %2$s as %1$d; passive on; multihop;
                      import all; export where source != RTS_DEVICE;
                    }
                    %3$s""".formatted(Place.AS, Place.REFLECTOR, each);
            Path file = Files.writeString(ground.folder().resolve("bird.conf"), text);
            String program =
                    programs(ground.machine().packages()).resolve("bird").toString();
            return ground.start(
                    "bird",
                    List.of(
                            program,
                            "-f",
                            "-c",
                            file.toString(),
                            "-s",
                            socket(ground).toString()),
                    Map.of());
        }
    };

    private final String title;

    ControlSpeaker(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Starts it with so many neighbors that dial. */
    abstract LabProcess start(Ground ground, int sessions) throws IOException;

    static Path socket(Ground ground) {
        return ground.folder().resolve("bird.ctl");
    }

    /** Where Debian's BIRD and its clients are. */
    static Path programs(DebianPackages packages) {
        return packages.unpacked("bird");
    }
}
