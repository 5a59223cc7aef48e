package io.nightjar.conformance.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenBGPD, asked through bgpctl; the portable version has no kernel. It wants a user of its own to drop its privileges
 * to, and finds one in a user list that nobody else sees.
 */
final class OpenBgpdPeer implements InteropPeer {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final String USER = "_openbgpd";
    private static final String KNOWS_CONFIGURATION = "RDE reconfigured";

    private final LabSite site;
    private final Path programs;
    private final SpeakerSetup setup;
    private final Path control;
    private final PeerProgram process;

    private OpenBgpdPeer(LabSite site, Path programs, SpeakerSetup setup) {
        this.site = site;
        this.programs = programs;
        this.setup = setup;
        this.control = site.folder(setup.station().node()).resolve("bgpd.ctl");
        Path file = PeerProgram.file(site, setup.station(), "bgpd.conf", OpenBgpdConfiguration.of(setup, control));
        this.process = PeerProgram.start(site, setup.station(), withUser(file), Map.of());
        startSessions();
    }

    static OpenBgpdPeer start(LabSite site, Path tree, SpeakerSetup setup) {
        return new OpenBgpdPeer(site, tree.resolve("usr/sbin"), setup);
    }

    /**
     * Its sessions and its table are two processes, and sessions may begin before the table knows what it is: a route that comes
     * in between is passed on without ORIGINATOR_ID and CLUSTER_LIST, for good.
     */
    private void startSessions() {
        TestBed.conditionWait()
                .until(
                        "the start of OpenBGPD",
                        START_LIMIT,
                        () -> process.logSinceStart().contains(KNOWS_CONFIGURATION)
                                ? List.of()
                                : List.of(process.log()));
        setup.sessions().forEach(session -> startUp(session.name()));
    }

    private List<String> withUser(Path configuration) {
        Path home = site.folder(setup.station().node() + "-empty");
        String users = PeerProgram.text(Path.of("/etc/passwd")) + USER + ":x:0:0::" + home + ":/bin/false\n";
        Path file = PeerProgram.file(site, setup.station(), "passwd", users);
        String script = "mount --bind " + file + " /etc/passwd && exec " + programs.resolve("bgpd") + " -d -v -f "
                + configuration;
        return List.of("unshare", "-m", "sh", "-c", script);
    }

    @Override
    public String version() {
        return site.run(setup.station().node(), programs.resolve("bgpd").toString(), "-V")
                .error()
                .strip();
    }

    @Override
    public boolean isEstablished(String session) {
        return neighbor(session).path("state").asText().equals("Established");
    }

    @Override
    public String session(String session) {
        return neighbor(session).toPrettyString();
    }

    @Override
    public List<PeerPath> paths(String prefix) {
        List<PeerPath> paths = new ArrayList<>();
        JsonText.parse(ask("-j", "show", "rib", "detail", prefix)).path("rib").forEach(path -> paths.add(path(path)));
        return paths;
    }

    @Override
    public void announce(String prefix) {
        ask("network", "add", prefix);
    }

    @Override
    public void withdraw(String prefix) {
        ask("network", "delete", prefix);
    }

    @Override
    public void askForRefresh(String session) {
        ask("neighbor", address(session), "refresh");
    }

    @Override
    public long updatesReceived(String session) {
        return neighbor(session).at("/stats/message/received/updates").asLong();
    }

    @Override
    public boolean isHeavy(String prefix) {
        throw new UnsupportedOperationException("OpenBGPD has no messages of that length");
    }

    @Override
    public long refreshMarkers(String session) {
        JsonNode received = neighbor(session).at("/stats/route-refresh/received");
        return received.path("borr").asLong() + received.path("eorr").asLong();
    }

    @Override
    public void shutDown(String session, String text) {
        ask("neighbor", address(session), "down", text);
    }

    @Override
    public void startUp(String session) {
        ask("neighbor", address(session), "up");
    }

    @Override
    public void restart() {
        process.restart();
        startSessions();
    }

    @Override
    public PeerProgram program() {
        return process;
    }

    private JsonNode neighbor(String session) {
        return JsonText.parse(ask("-j", "show", "neighbor", address(session))).at("/neighbors/0");
    }

    private static PeerPath path(JsonNode path) {
        return new PeerPath(
                path.path("exit_nexthop").asText(),
                path.path("aspath").asText(),
                path.findPath("originator").asText(),
                JsonText.words(path.findPath("cluster_list")));
    }

    private String address(String session) {
        return setup.session(session).otherAddress();
    }

    private String ask(String... words) {
        List<String> all = new ArrayList<>(List.of(programs.resolve("bgpctl").toString(), "-s", control.toString()));
        all.addAll(List.of(words));
        CommandResult result = site.run(setup.station().node(), all.toArray(String[]::new));
        return result.succeeded() ? result.output() : "";
    }
}
