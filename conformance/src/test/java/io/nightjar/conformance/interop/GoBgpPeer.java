package io.nightjar.conformance.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GoBGP, asked through its own client; it has no kernel. */
final class GoBgpPeer implements InteropPeer {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int ESTABLISHED = 6;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int ORIGINATOR_ID = 9;
    private static final int CLUSTER_LIST = 10;
    private static final int MP_REACH_NLRI = 14;

    private final LabSite site;
    private final Path programs;
    private final SpeakerSetup setup;
    private final PeerProgram process;

    private GoBgpPeer(LabSite site, Path programs, SpeakerSetup setup) {
        this.site = site;
        this.programs = programs;
        this.setup = setup;
        Path file = PeerProgram.file(site, setup.station(), "gobgpd.toml", GoBgpConfiguration.of(setup));
        List<String> words = List.of(
                programs.resolve("gobgpd").toString(),
                "--config-file",
                file.toString(),
                "--log-plain",
                "--log-level=debug");
        this.process = PeerProgram.start(site, setup.station(), words, Map.of());
        originate();
    }

    static GoBgpPeer start(LabSite site, Path tree, SpeakerSetup setup) {
        return new GoBgpPeer(site, tree.resolve("usr/bin"), setup);
    }

    /**
     * What starts here is not part of the file; sessions have to wait for it, because a route that comes after End-of-RIB does
     * not count as kept over a restart.
     */
    private void originate() {
        TestBed.conditionWait().until("the start of GoBGP", START_LIMIT, () -> {
            String answer = ask("global");
            return answer.isEmpty() ? List.of(process.log()) : List.of();
        });
        setup.originated().forEach(this::announce);
        setup.sessions().forEach(session -> startUp(session.name()));
    }

    @Override
    public String version() {
        return "GoBGP "
                + site.output(node(), programs.resolve("gobgpd").toString(), "--version")
                        .replace("gobgpd version", "")
                        .strip();
    }

    @Override
    public boolean isEstablished(String session) {
        return neighbor(session).at("/state/session_state").asInt() == ESTABLISHED;
    }

    @Override
    public String session(String session) {
        return neighbor(session).toPrettyString();
    }

    @Override
    public List<PeerPath> paths(String prefix) {
        List<PeerPath> paths = new ArrayList<>();
        JsonText.parse(ask("-j", "global", "rib", "-a", family())).path(prefix).forEach(path -> paths.add(path(path)));
        return paths;
    }

    @Override
    public void announce(String prefix) {
        BgpSession any = setup.sessions().get(0);
        ask("global", "rib", "add", "-a", family(), prefix, "nexthop", any.ownAddress());
    }

    @Override
    public void withdraw(String prefix) {
        ask("global", "rib", "del", "-a", family(), prefix);
    }

    @Override
    public void askForRefresh(String session) {
        ask("neighbor", address(session), "softresetin");
    }

    @Override
    public long updatesReceived(String session) {
        return neighbor(session).at("/state/messages/received/update").asLong();
    }

    @Override
    public boolean isHeavy(String prefix) {
        throw new UnsupportedOperationException("GoBGP has no messages of that length");
    }

    @Override
    public long refreshMarkers(String session) {
        throw new UnsupportedOperationException("GoBGP knows no markers");
    }

    @Override
    public void shutDown(String session, String text) {
        ask("neighbor", address(session), "shutdown", "--reason", text);
    }

    @Override
    public void startUp(String session) {
        ask("neighbor", address(session), "enable");
    }

    @Override
    public void restart() {
        process.restart("--graceful-restart");
        originate();
    }

    @Override
    public PeerProgram program() {
        return process;
    }

    private JsonNode neighbor(String session) {
        return JsonText.parse(ask("-j", "neighbor", address(session)));
    }

    private static PeerPath path(JsonNode path) {
        Map<Integer, JsonNode> attributes = new HashMap<>();
        path.path("attrs")
                .forEach(attribute -> attributes.put(attribute.path("type").asInt(), attribute));
        JsonNode none = JsonText.parse("{}");
        List<String> numbers = new ArrayList<>();
        attributes
                .getOrDefault(AS_PATH, none)
                .path("as_paths")
                .forEach(segment -> numbers.addAll(JsonText.words(segment.path("asns"))));
        JsonNode nextHop = attributes.getOrDefault(NEXT_HOP, attributes.getOrDefault(MP_REACH_NLRI, none));
        return new PeerPath(
                nextHop.path("nexthop").asText(),
                String.join(" ", numbers),
                attributes.getOrDefault(ORIGINATOR_ID, none).path("value").asText(),
                JsonText.words(attributes.getOrDefault(CLUSTER_LIST, none).path("value")));
    }

    private String address(String session) {
        return setup.session(session).otherAddress();
    }

    private String family() {
        return setup.overIpv6() ? "ipv6" : "ipv4";
    }

    private String node() {
        return setup.station().node();
    }

    private String ask(String... words) {
        List<String> all = new ArrayList<>(List.of(programs.resolve("gobgp").toString()));
        all.addAll(List.of(words));
        CommandResult result = site.run(node(), all.toArray(String[]::new));
        return result.succeeded() ? result.output() : "";
    }
}
