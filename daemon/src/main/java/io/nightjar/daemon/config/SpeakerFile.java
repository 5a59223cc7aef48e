package io.nightjar.daemon.config;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Reads a {@code speaker.yaml}. */
public final class SpeakerFile {

    private final Problems problems;

    private SpeakerFile(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read at all
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    public static SpeakerConfig load(Path file) throws IOException, InvalidConfigurationException {
        byte[] content = Files.readAllBytes(file);
        return read(new UnicodeReader(new ByteArrayInputStream(content)), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param name of the file, for the problems
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    public static SpeakerConfig read(Reader text, String name) throws InvalidConfigurationException {
        Problems problems = new Problems(name);
        Node root = compose(text, problems);
        problems.throwIfAny();
        SpeakerConfig config = new SpeakerFile(problems).speaker(Section.of(Schema.SPEAKER, "", root, problems));
        problems.throwIfAny();
        return config;
    }

    /** The root of the tree; a stand-in when there is none, which is a problem then. */
    private static Node compose(Reader text, Problems problems) {
        Mark start = new Mark("", 0, 0, 0, new int[0], 0);
        Node nothing = new ScalarNode(Tag.NULL, "", start, start, DumperOptions.ScalarStyle.PLAIN);
        try {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root != null) {
                return root;
            }
            problems.add(1, "", "is empty");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "", "not YAML: " + withoutContent(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            problems.add(
                    1,
                    "",
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return nothing;
    }

    /** A problem without the text that it quotes: that may be a password which should have stood in quotes. */
    private static String withoutContent(String problem) {
        return problem.replaceFirst("^(found (?:undefined|duplicate) (?:alias|anchor|tag handle)) .*", "$1");
    }

    private SpeakerConfig speaker(Section section) {
        AsNumber as = section.require(Schema.AS);
        BgpIdentifier identifier = section.require(Schema.ROUTER_ID);
        BgpIdentifier clusterId = section.section(Schema.REFLECTOR_SECTION)
                .find(Schema.CLUSTER_ID)
                .orElse(identifier);
        List<Section> neighbors = section.sections(Schema.NEIGHBORS);
        NeighborReader reader = new NeighborReader(as, identifier, clusterId);
        List<SpeakerPeer> peers = peers(neighbors, reader);
        List<NeighborRange> ranges = ranges(neighbors, reader);
        List<ListenEndpoint> listeners = listeners(section);
        List<OriginatedRoute> originated = originated(section);
        KernelConfig kernel = KernelReader.read(section.section(Schema.KERNEL_SECTION));
        return new SpeakerConfig(new SpeakerConfig.Local(as, identifier, listeners), peers, ranges, originated, kernel);
    }

    private List<SpeakerPeer> peers(List<Section> neighbors, NeighborReader reader) {
        List<SpeakerPeer> peers = new ArrayList<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (Section section : neighbors) {
            if (NeighborReader.isRange(section)) {
                continue;
            }
            SpeakerPeer peer = reader.peer(section);
            boolean once = unique(seen, section, Schema.NAME, peer.session().id());
            if (section.find(Schema.NEIGHBOR_ADDRESS).isPresent()) {
                once &= unique(
                        seen,
                        section,
                        Schema.NEIGHBOR_ADDRESS,
                        peer.session().remote().address());
            }
            if (once) {
                peers.add(peer);
            }
        }
        peers.sort(Comparator.comparing(peer -> peer.session().id()));
        return peers;
    }

    private static List<NeighborRange> ranges(List<Section> neighbors, NeighborReader reader) {
        List<NeighborRange> ranges = new ArrayList<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (Section section : neighbors) {
            if (NeighborReader.isRange(section)) {
                NeighborRange range = reader.range(section);
                unique(seen, section, Schema.NEIGHBOR_RANGE, range.network());
                ranges.add(range);
            }
        }
        ranges.sort(Comparator.comparing(NeighborRange::network));
        return ranges;
    }

    private static boolean unique(Map<Object, Integer> seen, Section section, Key key, Object value) {
        Integer first = seen.putIfAbsent(value, section.lineOf(key));
        if (first != null) {
            section.problem(key, value + " is already the " + key.name() + " of the neighbor in line " + first);
        }
        return first == null;
    }

    private static List<ListenEndpoint> listeners(Section section) {
        if (!section.has(Schema.LISTENERS)) {
            return List.of(
                    new ListenEndpoint(Ipv4Address.UNSPECIFIED, ListenEndpoint.BGP_PORT),
                    new ListenEndpoint(Ipv6Address.UNSPECIFIED, ListenEndpoint.BGP_PORT));
        }
        List<ListenEndpoint> listeners = new ArrayList<>();
        for (Section listen : section.sections(Schema.LISTENERS)) {
            ListenEndpoint endpoint =
                    new ListenEndpoint(listen.require(Schema.LISTEN_ADDRESS), listen.getInt(Schema.LISTEN_PORT));
            if (listeners.contains(endpoint)) {
                listen.problem(Schema.LISTEN_ADDRESS, "is listened on already, with the same port");
            }
            listeners.add(endpoint);
        }
        return listeners;
    }

    private List<OriginatedRoute> originated(Section section) {
        Map<Prefix, OriginatedRoute> routes = new HashMap<>();
        for (Section.Located<Prefix> entry : section.list(Schema.ORIGINATE)) {
            add(routes, Schema.ORIGINATE, new OriginatedRoute(entry.value(), origin(entry.line())), entry.line());
        }
        for (Section entry : section.sections(Schema.STATIC_ROUTES)) {
            OriginatedRoute route = new OriginatedRoute(
                    entry.require(Schema.STATIC_PREFIX), entry.require(Schema.STATIC_VIA), origin(entry.line()));
            add(routes, Schema.STATIC_ROUTES, route, entry.line());
        }
        return routes.values().stream()
                .sorted(Comparator.comparing(OriginatedRoute::prefix))
                .toList();
    }

    private String origin(int line) {
        return problems.file() + ":" + line;
    }

    private void add(Map<Prefix, OriginatedRoute> routes, Key key, OriginatedRoute route, int line) {
        OriginatedRoute first = routes.putIfAbsent(route.prefix(), route);
        if (first != null) {
            problems.add(line, key.name(), route.prefix() + " is already in " + first.origin());
        }
    }
}
