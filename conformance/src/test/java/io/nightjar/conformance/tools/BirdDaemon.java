package io.nightjar.conformance.tools;

import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** BIRD 2 on a node, asked through its own client. */
final class BirdDaemon {

    private static final String PACKAGE = "bird2";

    private final Lan lan;
    private final BirdProgram program = BirdProgram.bird(TestBed.unpacked(PACKAGE));
    private final Path control;

    private BirdDaemon(Lan lan, int node, String configuration) {
        this.lan = lan;
        this.control = lan.path(node, "bird.ctl");
        Path file = lan.file(node, "bird.conf", configuration);
        List<String> words = List.of(
                program.daemon().toString(),
                "-f",
                "-c",
                file.toString(),
                "-s",
                control.toString(),
                "-P",
                lan.path(node, "bird.pid").toString());
        lan.site().start(Lan.node(node) + "-bird", Lan.node(node), words, Map.of());
    }

    static BirdDaemon start(Lan lan, int node, String configuration) {
        return new BirdDaemon(lan, node, configuration);
    }

    /** What it answers, be it a refusal; nothing as long as it does not. */
    String ask(String... words) {
        List<String> all = new ArrayList<>(List.of(program.client().toString(), "-s", control.toString()));
        all.addAll(List.of(words));
        return lan.site().commands().run(Command.of(all)).output();
    }

    /** All that it says about a prefix. */
    String route(String prefix) {
        return ask("show", "route", prefix, "all");
    }

    /** Waits until it says such a thing about a prefix. */
    void awaitRoute(String prefix, String text) {
        lan.bed()
                .eventually(
                        "BIRD has " + prefix + " with " + text,
                        Lan.LIMIT,
                        () -> route(prefix).contains(text),
                        () -> route(prefix));
    }

    /** Waits until it has no route to that prefix. */
    void awaitNoRoute(String prefix) {
        lan.bed()
                .eventually(
                        "BIRD has not " + prefix,
                        Lan.LIMIT,
                        () -> route(prefix).contains("Network not found"),
                        () -> route(prefix));
    }
}
