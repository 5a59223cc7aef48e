package io.nightjar.conformance.interop;

import io.nightjar.daemon.lab.LabSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ExaBGP: no table and no kernel of its own; what it hears it writes down, what it is told it says. */
final class ExaBgpPeer implements InteropPeer {

    private static final Pattern VERSION = Pattern.compile("\\| version\\s+\\| (\\S+)");

    private final SpeakerSetup setup;
    private final Path told;
    private final Path commands;
    private final PeerProgram process;

    private ExaBgpPeer(LabSite site, Path tree, SpeakerSetup setup) {
        this.setup = setup;
        this.told = PeerProgram.file(site, setup.station(), "told.json", "");
        this.commands = PeerProgram.file(site, setup.station(), "commands", "");
        String text = ExaBgpConfiguration.of(setup, told, commands);
        Path file = PeerProgram.file(site, setup.station(), "exabgp.conf", text);
        // An environment variable with dots in its name cannot be exported by a shell.
        List<String> words = List.of(
                "/usr/bin/python3", tree.resolve("usr/sbin/python3-exabgp").toString(), file.toString());
        Map<String, String> environment = Map.of(
                "PYTHONPATH", tree.resolve("usr/lib/python3/dist-packages").toString(),
                "exabgp.daemon.user", "root",
                "exabgp.daemon.drop", "false",
                "exabgp.log.destination", "stdout",
                "exabgp.log.level", "DEBUG",
                "exabgp.log.all", "true",
                "exabgp.api.cli", "false",
                "exabgp.api.ack", "false",
                "exabgp.tcp.bind", setup.sessions().get(0).ownAddress(),
                "exabgp.tcp.port", "179");
        this.process = PeerProgram.start(site, setup.station(), words, environment);
    }

    static ExaBgpPeer start(LabSite site, Path tree, SpeakerSetup setup) {
        return new ExaBgpPeer(site, tree, setup);
    }

    @Override
    public String version() {
        Matcher matcher = VERSION.matcher(process.log());
        return "ExaBGP " + (matcher.find() ? matcher.group(1) : "");
    }

    @Override
    public boolean isEstablished(String session) {
        return heard(session).isEstablished();
    }

    @Override
    public String session(String session) {
        return heard(session).text();
    }

    @Override
    public List<PeerPath> paths(String prefix) {
        return setup.sessions().stream()
                .flatMap(session -> heard(session.name()).paths(prefix).stream())
                .toList();
    }

    @Override
    public void announce(String prefix) {
        tell("announce route " + prefix + " next-hop " + setup.sessions().get(0).ownAddress());
    }

    @Override
    public void withdraw(String prefix) {
        tell("withdraw route " + prefix + " next-hop " + setup.sessions().get(0).ownAddress());
    }

    @Override
    public void askForRefresh(String session) {
        tell("announce route-refresh " + (setup.overIpv6() ? "ipv6" : "ipv4") + " unicast");
    }

    @Override
    public long updatesReceived(String session) {
        return heard(session).updates();
    }

    @Override
    public boolean isHeavy(String prefix) {
        return heard(setup.sessions().get(0).name()).isHeavy(prefix);
    }

    /** Its record is silent about them; its log has a line for each ROUTE-REFRESH, whatever kind it is. */
    @Override
    public long refreshMarkers(String session) {
        return process.log()
                .lines()
                .filter(line -> line.contains("<< message of type") && line.contains("REFRESH"))
                .count();
    }

    /** It cannot send a text, and it dials again at once. */
    @Override
    public void shutDown(String session, String text) {
        tell("neighbor " + setup.session(session).otherAddress() + " teardown 2");
    }

    @Override
    public void startUp(String session) {
        // It has started by itself.
    }

    /** Its record would go on where the next run begins. */
    @Override
    public void kill() {
        process.kill();
        write(told, "", StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public PeerProgram program() {
        return process;
    }

    /** Does what a line of its own language says. */
    void tell(String line) {
        write(commands, line + "\n", StandardOpenOption.APPEND);
    }

    private static void write(Path file, String text, StandardOpenOption how) {
        try {
            Files.writeString(file, text, how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private ExaBgpHearing heard(String session) {
        return ExaBgpHearing.of(PeerProgram.text(told), setup.session(session).otherAddress());
    }
}
