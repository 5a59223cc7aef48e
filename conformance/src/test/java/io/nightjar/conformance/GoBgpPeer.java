package io.nightjar.conformance;

import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** GoBGP on the peer's node; it has no kernel, so what it knows is asked of its own client. */
final class GoBgpPeer {

    private final LabSite site;

    private GoBgpPeer(LabSite site) {
        this.site = site;
    }

    static GoBgpPeer start(LabSite site, int as, boolean passive) {
        Path file = site.folder(InteropBed.PEER).resolve("gobgpd.toml");
        try {
            Files.writeString(file, configuration(as, passive));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        List<String> words = List.of("gobgpd", "--config-file", file.toString(), "--log-plain", "--log-level=debug");
        site.start("node01-gobgpd", InteropBed.PEER, words, Map.of());
        return new GoBgpPeer(site);
    }

    private static String configuration(int as, boolean passive) {
        return """
                [global.config]
                  as = %d
                  router-id = "172.17.8.101"
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "172.17.8.100"
                    peer-as = %d
                  [neighbors.transport.config]
                    local-address = "172.17.8.101"
                    passive-mode = %s
                  [neighbors.timers.config]
                    connect-retry = 1
                    idle-hold-time-after-reset = 1
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-unicast"
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv6-unicast"
                """.formatted(as, SpeakerYaml.OUR_AS, passive);
    }

    /** What {@code gobgp} answers; its complaint if it fails. */
    String ask(String... words) {
        List<String> all = new ArrayList<>(List.of("gobgp"));
        all.addAll(List.of(words));
        CommandResult result = site.run(InteropBed.PEER, all.toArray(String[]::new));
        return result.succeeded() ? result.output() : result.error() + result.output();
    }
}
