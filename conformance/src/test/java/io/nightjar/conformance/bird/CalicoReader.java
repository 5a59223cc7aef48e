package io.nightjar.conformance.bird;

import io.nightjar.daemon.bird.socket.BirdClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads BIRD's control socket by the rules of Calico's tools: readiness, {@code calicoctl node status} and the node status reports.
 * What they would not understand is a failure.
 */
final class CalicoReader {

    private static final Pattern PEER = Pattern.compile("^(Global|Node|Mesh)_(.+)$");

    private static final List<Pattern> ROUTES = List.of(
            Pattern.compile(
                    "(?<dest>\\S*)\\s*via\\s(?<gateway>\\S*)\\s*on\\s(?<iface>.*)\\s\\[(?<from>\\S*)\\s.*\\].*"),
            Pattern.compile("(?<dest>\\S*)\\s*dev\\s(?<iface>.*)\\s\\[(?<from>\\S*)\\s.*\\].*"),
            Pattern.compile("(?<dest>\\S*)\\s*blackhole\\s\\[(?<from>\\S*)\\s.*\\].*"),
            Pattern.compile("(?<dest>\\S*)\\s*unreachable\\s\\[(?<from>\\S*)\\s.*\\].*"));

    private final Path socket;

    CalicoReader(Path socket) {
        this.socket = socket;
    }

    /** A row of {@code show protocols} that is a peer's. */
    record Peer(String name, String type, String address, String state, String since, String bgpState) {}

    /** A route, as a node status report has it. */
    record Route(String destination, String from, boolean inUse) {}

    /** As they all do: the command goes out before the greeting is read. */
    private String ask(String command) throws IOException {
        try (BirdClient client = BirdClient.connect(socket)) {
            client.send(command + "\n");
            require(client.reply().startsWith("0001 BIRD"), "no greeting");
            return client.reply();
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    List<Peer> peers() throws IOException {
        List<Peer> peers = new ArrayList<>();
        for (String line : ask("show protocols").lines().toList()) {
            if (line.startsWith("2002-")) {
                List<String> heading = words(line.substring(5));
                require(
                        heading.equals(List.of("name", "proto", "table", "state", "since", "info")),
                        "unknown BIRD table output format: " + line);
            } else if (line.startsWith("1002-") || line.startsWith(" ")) {
                List<String> columns = words(line.substring(line.startsWith(" ") ? 1 : 5));
                Matcher name = PEER.matcher(columns.get(0));
                if (columns.size() >= 6 && columns.get(1).equals("BGP") && name.matches()) {
                    peers.add(new Peer(
                            columns.get(0),
                            name.group(1),
                            name.group(2).replace('_', '.'),
                            columns.get(3),
                            columns.get(4),
                            columns.get(5)));
                }
            } else {
                require(line.startsWith("0000"), "unexpected line: " + line);
            }
        }
        return peers;
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+", -1));
    }

    Map<String, String> agent() throws IOException {
        Map<String, String> agent = new HashMap<>();
        for (String line : ask("show status").lines().toList()) {
            require(line.matches("(1000|1011|0024|0013).*| .*"), "unexpected line: " + line);
            String text = line.startsWith(" ") ? line.substring(1) : line.substring(5);
            after(text, "BIRD ", "version", agent);
            after(text, "Router ID is ", "routerID", agent);
            after(text, "Last reboot on ", "lastBootTime", agent);
            after(text, "Last reconfiguration on ", "lastReconfigurationTime", agent);
        }
        return agent;
    }

    private static void after(String text, String beginning, String key, Map<String, String> found) {
        if (text.startsWith(beginning)) {
            found.put(key, text.substring(beginning.length()));
        }
    }

    Map<String, String> detail(String protocol) throws IOException {
        Map<String, String> found = new HashMap<>();
        String reply = ask("show protocols all " + protocol);
        require(reply.endsWith("0000 \n"), "no end: " + reply);
        for (String key : List.of("BGP state", "Neighbor address")) {
            reply.lines()
                    .filter(line -> line.contains(key + ":"))
                    .forEach(line ->
                            found.put(key, line.substring(line.indexOf(':') + 1).strip()));
        }
        return found;
    }

    List<Route> routes() throws IOException {
        List<Route> routes = new ArrayList<>();
        String destination = "";
        for (String line : ask("show route").lines().toList()) {
            if (line.startsWith("0000")) {
                continue;
            }
            require(line.startsWith("1007-") || line.startsWith(" "), "unexpected line: " + line);
            String text = line.startsWith(" ") ? line.substring(1) : line.substring(5);
            Matcher row = ROUTES.stream()
                    .map(pattern -> pattern.matcher(text))
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElse(null);
            if (row == null) {
                // Neither does Calico know what to make of prohibited routes.
                require(text.contains("prohibited"), "a route that nobody understands: " + text);
                continue;
            }
            destination = row.group("dest").isEmpty() ? destination : row.group("dest");
            String from = row.group("from");
            require(from.matches("(kernel|static|direct).*|(Global|Node|Mesh)_.+"), "from nobody: " + text);
            routes.add(new Route(destination, from, text.contains("] *")));
        }
        return routes;
    }
}
