package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Real BIRD on a node, from an unpacked Debian package. */
public final class BirdSpeaker implements Speaker {

    /** {@code NAME BGP TABLE STATE SINCE INFO}: INFO begins with the BGP state. */
    private static final Pattern SESSION =
            Pattern.compile("^(\\S+)\\s+BGP\\s+\\S+\\s+\\S+\\s+[\\d:.-]+(?: [\\d:.]+)?\\s+(\\w*).*$");

    private final LabSite site;
    private final String node;
    private BirdProgram program;
    private LabProcess process;

    private BirdSpeaker(LabSite site, String node, BirdProgram program) {
        this.site = site;
        this.node = node;
        this.program = program;
        this.process = launch();
    }

    /** Starts BIRD with that configuration. */
    public static BirdSpeaker start(LabSite site, String node, BirdProgram program, String configuration) {
        write(site, node, configuration);
        return new BirdSpeaker(site, node, program);
    }

    private static void write(LabSite site, String node, String configuration) {
        try {
            Files.writeString(site.folder(node).resolve("bird.conf"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write BIRD's configuration", e);
        }
    }

    /** The configuration of the next start; {@code ask("configure")} makes a running BIRD read it. */
    public void write(String configuration) {
        write(site, node, configuration);
    }

    @Override
    public String kind() {
        return "BIRD";
    }

    @Override
    public LabProcess process() {
        return process;
    }

    @Override
    public void restart() {
        process = launch();
    }

    /** Starts another copy of the program after this one has ended. */
    public void restart(BirdProgram other) {
        program = other;
        restart();
    }

    /** What BIRD answers to a command of its control socket; empty if it does not answer. */
    public String ask(String... words) {
        Command command = Command.of(program.client().toString(), "-s", control());
        List<String> all = new ArrayList<>(command.words());
        all.addAll(List.of(words));
        CommandResult result = site.commands().run(Command.of(all));
        return result.succeeded() ? result.output() : "";
    }

    /** In BIRD's words the peer is the protocol's name: {@code Mesh_172_17_8_100}. */
    @Override
    public List<Session> sessions() {
        return parseSessions(ask("show", "protocols"));
    }

    /** How the name of each session with that peer ends, whatever kind of peer it is. */
    static String sessionSuffix(LabNode peer) {
        return "_" + peer.address().replace('.', '_');
    }

    static List<Session> parseSessions(String protocols) {
        return protocols
                .lines()
                .map(SESSION::matcher)
                .filter(Matcher::matches)
                .map(match -> new Session(match.group(1), match.group(2)))
                .toList();
    }

    private LabProcess launch() {
        Path folder = site.folder(node);
        List<String> words = new ArrayList<>(List.of(
                program.daemon().toString(),
                "-f",
                "-c",
                folder.resolve("bird.conf").toString(),
                "-s",
                control(),
                "-P",
                folder.resolve("bird.pid").toString()));
        words.addAll(program.options());
        return site.start(node + "-bird", node, words, Map.of());
    }

    private String control() {
        return site.folder(node).resolve("bird.ctl").toString();
    }
}
