package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.CommandResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** GoBGP on a node, asked through its own client. */
final class GoBgpDaemon {

    private final Lan lan;
    private final int node;
    private final Path programs = TestBed.unpackedTree("gobgpd").resolve("usr/bin");

    private GoBgpDaemon(Lan lan, int node, String configuration) {
        this.lan = lan;
        this.node = node;
        Path file = lan.file(node, "gobgpd.toml", configuration);
        // In the names of its own files digits stand for the time, so these names must be relative.
        List<String> words = List.of(
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                lan.site().folder(Lan.node(node)).toString(),
                programs.resolve("gobgpd").toString(),
                "--config-file",
                file.toString(),
                "--log-plain");
        lan.site().start(Lan.node(node) + "-gobgpd", Lan.node(node), words, Map.of());
    }

    /** Returns when it can be asked. */
    static GoBgpDaemon start(Lan lan, int node, String configuration) {
        GoBgpDaemon daemon = new GoBgpDaemon(lan, node, configuration);
        lan.bed()
                .eventually(
                        "GoBGP answers", Lan.LIMIT, () -> daemon.run("global").succeeded(), () -> "nothing");
        return daemon;
    }

    private CommandResult run(String... words) {
        List<String> all = new ArrayList<>(List.of(programs.resolve("gobgp").toString()));
        all.addAll(List.of(words));
        return lan.site().run(Lan.node(node), all.toArray(String[]::new));
    }

    /** Tells it something that it must understand. */
    void tell(String... words) {
        CommandResult result = run(words);
        if (!result.succeeded() || result.output().contains("usage:")) {
            throw new AssertionError(String.join(" ", words) + ": " + result.output() + result.error());
        }
    }

    /** Its paths for a prefix of a family ({@code ipv4}, {@code ipv6}). */
    JsonNode paths(String family, String prefix) {
        CommandResult result = run("-j", "global", "rib", "-a", family);
        return JsonValues.parse(result.succeeded() && !result.output().isBlank() ? result.output() : "{}")
                .path(prefix);
    }

    /** Waits until it has so many paths for a prefix. */
    void awaitPaths(String family, String prefix, int count) {
        lan.bed()
                .eventually(
                        "GoBGP has " + count + " paths to " + prefix,
                        Lan.LIMIT,
                        () -> paths(family, prefix).size() == count,
                        () -> paths(family, prefix).toString());
    }
}
