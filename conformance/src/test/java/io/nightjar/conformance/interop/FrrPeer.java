package io.nightjar.conformance.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.daemon.lab.LabSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FRR's bgpd without zebra: it resolves no next hop and has no kernel. */
final class FrrPeer implements InteropPeer {

    private static final Pattern VERSION = Pattern.compile("FRRouting (\\S+)");
    private static final String TREE_LIBRARIES = "usr/lib/x86_64-linux-gnu/frr";

    private final SpeakerSetup setup;
    private final FrrVty vty;
    private final PeerProgram process;

    private FrrPeer(LabSite site, Path tree, SpeakerSetup setup) {
        this.setup = setup;
        Path folder = site.folder(setup.station().node());
        this.vty = new FrrVty(folder.resolve("bgpd.vty"));
        Path file = PeerProgram.file(site, setup.station(), "bgpd.conf", FrrConfiguration.of(setup));
        List<String> words = List.of(
                tree.resolve("usr/lib/frr/bgpd").toString(),
                "--config_file=" + file,
                "--skip_runas",
                "--no_kernel",
                "--no_zebra",
                "--vty_port=0",
                "--vty_socket=" + folder,
                "--pid_file=" + folder.resolve("bgpd.pid"),
                "--moduledir=" + tree.resolve(TREE_LIBRARIES).resolve("modules"),
                "--log=stdout");
        Map<String, String> environment =
                Map.of("LD_LIBRARY_PATH", tree.resolve(TREE_LIBRARIES).toString());
        this.process = PeerProgram.start(site, setup.station(), words, environment);
    }

    static FrrPeer start(LabSite site, Path tree, SpeakerSetup setup) {
        return new FrrPeer(site, tree, setup);
    }

    @Override
    public String version() {
        Matcher matcher = VERSION.matcher(ask("show version"));
        return "FRR " + (matcher.find() ? matcher.group(1) : "");
    }

    @Override
    public boolean isEstablished(String session) {
        return neighbor(session).path("bgpState").asText().equals("Established");
    }

    @Override
    public String session(String session) {
        return neighbor(session).toPrettyString();
    }

    @Override
    public List<PeerPath> paths(String prefix) {
        List<PeerPath> paths = new ArrayList<>();
        jsonPaths(prefix).forEach(path -> paths.add(path(path)));
        return paths;
    }

    @Override
    public boolean isHeavy(String prefix) {
        return JsonText.anyHasSize(jsonPaths(prefix), "/largeCommunity/list", SpeakerSetup.HEAVY);
    }

    @Override
    public long refreshMarkers(String session) {
        return process.log()
                .lines()
                .filter(line -> line.matches(".*rcvd route-refresh \\((BoRR|EoRR)\\).*"))
                .count();
    }

    private JsonNode jsonPaths(String prefix) {
        return JsonText.parse(ask("show bgp " + family() + " unicast " + prefix + " json"))
                .path("paths");
    }

    @Override
    public void announce(String prefix) {
        change("network " + prefix);
    }

    @Override
    public void withdraw(String prefix) {
        change("no network " + prefix);
    }

    @Override
    public void askForRefresh(String session) {
        ask("clear bgp " + family() + " unicast " + address(session) + " soft in");
    }

    @Override
    public long updatesReceived(String session) {
        return neighbor(session).at("/messageStats/updatesRecv").asLong();
    }

    @Override
    public void shutDown(String session, String text) {
        neighborLine("neighbor " + address(session) + " shutdown message " + text);
    }

    @Override
    public void startUp(String session) {
        neighborLine("no neighbor " + address(session) + " shutdown");
    }

    @Override
    public PeerProgram program() {
        return process;
    }

    private void neighborLine(String line) {
        ask("configure terminal", "router bgp " + setup.as(), line);
    }

    private void change(String line) {
        ask("configure terminal", "router bgp " + setup.as(), "address-family " + family() + " unicast", line);
    }

    private JsonNode neighbor(String session) {
        String address = address(session);
        return JsonText.parse(ask("show bgp neighbors " + address + " json")).path(address);
    }

    private static PeerPath path(JsonNode path) {
        return new PeerPath(
                path.at("/nexthops/0/ip").asText(),
                path.at("/aspath/string").asText(),
                path.path("originatorId").asText(),
                JsonText.words(path.at("/clusterList/list")));
    }

    private String address(String session) {
        return setup.session(session).otherAddress();
    }

    private String family() {
        return setup.overIpv6() ? "ipv6" : "ipv4";
    }

    private String ask(String... commands) {
        return vty.ask(List.of(commands));
    }
}
