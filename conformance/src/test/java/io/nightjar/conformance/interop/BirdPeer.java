package io.nightjar.conformance.interop;

import io.nightjar.daemon.lab.BirdProgram;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BIRD, asked through its own client. */
final class BirdPeer implements InteropPeer {

    private static final Pattern IMPORT_UPDATES = Pattern.compile("Import updates:\\s+(\\d+)");

    private final LabSite site;
    private final BirdProgram program;
    private final Function<SpeakerSetup, String> language;
    private final PeerProgram process;
    private final Path control;
    private SpeakerSetup setup;

    private BirdPeer(LabSite site, BirdProgram program, Function<SpeakerSetup, String> language, SpeakerSetup setup) {
        this.site = site;
        this.program = program;
        this.language = language;
        this.setup = setup;
        Path folder = site.folder(setup.station().node());
        this.control = folder.resolve("bird.ctl");
        List<String> words = List.of(
                program.daemon().toString(),
                "-f",
                "-c",
                write().toString(),
                "-s",
                control.toString(),
                "-P",
                folder.resolve("bird.pid").toString());
        this.process = PeerProgram.start(site, setup.station(), words, Map.of());
    }

    /** BIRD 1.6: one program for IPv4, another for IPv6. */
    static BirdPeer bird1(LabSite site, Path tree, SpeakerSetup setup) {
        Path programs = tree.resolve("usr/sbin");
        BirdProgram program = setup.overIpv6() ? BirdProgram.bird6(programs) : BirdProgram.bird(programs);
        return new BirdPeer(site, program, Bird1Configuration::of, setup);
    }

    static BirdPeer bird2(LabSite site, Path tree, SpeakerSetup setup) {
        return new BirdPeer(site, BirdProgram.bird(tree.resolve("usr/sbin")), Bird2Configuration::of, setup);
    }

    @Override
    public String version() {
        return ask("show", "status").lines().findFirst().orElse("BIRD").replace(" ready.", "");
    }

    @Override
    public boolean isEstablished(String session) {
        return session(session).matches("(?s).*BGP state:\\s+Established.*");
    }

    @Override
    public String session(String session) {
        return ask("show", "protocols", "all", session);
    }

    @Override
    public List<PeerPath> paths(String prefix) {
        return BirdPaths.parse(ask("show", "route", prefix, "all"));
    }

    @Override
    public void announce(String prefix) {
        List<String> more = new ArrayList<>(setup.originated());
        more.add(prefix);
        configure(setup.originating(more));
    }

    @Override
    public void withdraw(String prefix) {
        List<String> fewer = new ArrayList<>(setup.originated());
        fewer.remove(prefix);
        configure(setup.originating(fewer));
    }

    @Override
    public void askForRefresh(String session) {
        ask("reload", "in", session);
    }

    @Override
    public long updatesReceived(String session) {
        Matcher matcher = IMPORT_UPDATES.matcher(session(session));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Its client shows only the beginning of a long list. */
    @Override
    public boolean isHeavy(String prefix) {
        String condition = "bgp_large_community.len = " + SpeakerSetup.HEAVY;
        return !BirdPaths.parse(ask("show", "route", prefix, "all", "where", condition))
                .isEmpty();
    }

    @Override
    public long refreshMarkers(String session) {
        return process.log()
                .lines()
                .filter(line -> line.matches(".* " + session + ": Got (BEGIN|END)-OF-RR.*"))
                .count();
    }

    @Override
    public void shutDown(String session, String text) {
        ask("disable", session, '"' + text + '"');
    }

    @Override
    public void startUp(String session) {
        ask("enable", session);
    }

    @Override
    public void restart() {
        process.restart("-R");
    }

    @Override
    public PeerProgram program() {
        return process;
    }

    private void configure(SpeakerSetup changed) {
        setup = changed;
        write();
        ask("configure");
    }

    private Path write() {
        return PeerProgram.file(site, setup.station(), "bird.conf", language.apply(setup));
    }

    private String ask(String... words) {
        List<String> all = new ArrayList<>(List.of(program.client().toString(), "-s", control.toString()));
        all.addAll(List.of(words));
        CommandResult result = site.commands().run(Command.of(all));
        return result.succeeded() ? result.output() : "";
    }
}
