package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.HostCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of a capture as Wireshark's dissector reads them. */
final class Tshark {

    private static final String ATTRIBUTE = "bgp.update.path_attribute";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Tshark() {}

    /** Reads a capture of any kind, with segments that were lost, repeated or turned around. */
    static List<SeenMessage> read(Path capture) {
        String text = new HostCommands()
                .output(Command.of(
                                "tshark",
                                "-r",
                                capture.toString(),
                                "-o",
                                "tcp.reassemble_out_of_order:TRUE",
                                "-Y",
                                "bgp",
                                "-T",
                                "json",
                                "--no-duplicate-keys",
                                "-J",
                                "ip ipv6 tcp bgp")
                        .within(LIMIT));
        List<SeenMessage> messages = new ArrayList<>();
        for (JsonNode packet : JsonValues.parse(text)) {
            JsonNode layers = packet.at("/_source/layers");
            for (JsonNode bgp : JsonValues.each(layers.path("bgp"))) {
                messages.add(message(stream(layers), bgp));
            }
        }
        return messages;
    }

    private static String stream(JsonNode layers) {
        JsonNode tcp = layers.path("tcp");
        return end(layers, "src") + " " + tcp.path("tcp.srcport").asText() + " > " + end(layers, "dst") + " "
                + tcp.path("tcp.dstport").asText();
    }

    private static String end(JsonNode layers, String which) {
        return layers.has("ip")
                ? layers.path("ip").path("ip." + which).asText()
                : layers.path("ipv6").path("ipv6." + which).asText();
    }

    private static SeenMessage message(String stream, JsonNode bgp) {
        int type = bgp.path("bgp.type").asInt();
        Map<String, List<String>> facts = new TreeMap<>();
        switch (type) {
            case SeenMessage.OPEN -> open(bgp, facts);
            case SeenMessage.UPDATE -> update(bgp, facts);
            case SeenMessage.NOTIFICATION -> notification(bgp, facts);
            case SeenMessage.ROUTE_REFRESH -> {
                put(facts, "afi", bgp.path("bgp.route_refresh.afi"));
                put(facts, "safi", bgp.path("bgp.route_refresh.safi"));
                put(facts, "subtype", bgp.path("bgp.route_refresh.subtype"));
            }
            default -> put(facts, "unknown", bgp.path("bgp.unknown"));
        }
        facts.values().removeIf(List::isEmpty);
        return new SeenMessage(stream, bgp.path("bgp.length").asInt(), type, facts);
    }

    private static void open(JsonNode bgp, Map<String, List<String>> facts) {
        put(facts, "version", bgp.path("bgp.open.version"));
        put(facts, "as", bgp.path("bgp.open.myas"));
        put(facts, "holdTime", bgp.path("bgp.open.holdtime"));
        put(facts, "identifier", bgp.path("bgp.open.identifier"));
        facts.put(
                "capabilities",
                bgp.findValues("bgp.cap").stream()
                        .flatMap(node -> JsonValues.each(node).stream())
                        .map(capability -> capability.path("bgp.cap.type").asText())
                        .toList());
    }

    /** The minor codes have a name for each major one. */
    private static void notification(JsonNode bgp, Map<String, List<String>> facts) {
        put(facts, "code", bgp.path("bgp.notify.major_error"));
        bgp.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("bgp.notify.minor_error")) {
                put(facts, "subcode", bgp.path(name));
            }
        });
        put(facts, "communication", bgp.path("bgp.notify.communication"));
    }

    private static void update(JsonNode bgp, Map<String, List<String>> facts) {
        facts.put("withdrawn", routes(bgp.path("bgp.update.withdrawn_routes")));
        facts.put("announced", routes(bgp.path("bgp.update.nlri")));
        List<String> codes = new ArrayList<>();
        for (JsonNode attribute :
                JsonValues.each(bgp.path("bgp.update.path_attributes").path(ATTRIBUTE))) {
            String code = attribute.path(ATTRIBUTE + ".type_code").asText();
            codes.add(code);
            attribute(Integer.parseInt(code), attribute, facts);
        }
        facts.put("attributes", codes.stream().sorted().toList());
    }

    private static void attribute(int code, JsonNode attribute, Map<String, List<String>> facts) {
        switch (code) {
            case 1 -> put(facts, "ORIGIN", attribute.path(ATTRIBUTE + ".origin"));
            case 2 -> facts.put("AS_PATH", segments(attribute));
            case 3 -> put(facts, "NEXT_HOP", attribute.path(ATTRIBUTE + ".next_hop"));
            case 4 -> put(facts, "MULTI_EXIT_DISC", attribute.path(ATTRIBUTE + ".multi_exit_disc"));
            case 5 -> put(facts, "LOCAL_PREF", attribute.path(ATTRIBUTE + ".local_pref"));
            case 7 -> {
                put(facts, "AGGREGATOR as", attribute.path(ATTRIBUTE + ".aggregator_as"));
                put(facts, "AGGREGATOR address", attribute.path(ATTRIBUTE + ".aggregator_origin"));
            }
            case 8 -> facts.put("COMMUNITIES", communities(attribute));
            case 9 -> put(facts, "ORIGINATOR_ID", attribute.path(ATTRIBUTE + ".originator_id"));
            case 10 -> facts.put("CLUSTER_LIST", texts(attribute, ATTRIBUTE + ".cluster_id"));
            case 14 -> {
                facts.put("reached", routes(attribute));
                List<String> hops = new ArrayList<>(texts(attribute, ATTRIBUTE + ".mp_reach_nlri.next_hop.ipv6"));
                hops.addAll(texts(attribute, ATTRIBUTE + ".mp_reach_nlri.next_hop.ipv6.link_local"));
                facts.put("next hop", hops);
            }
            case 15 -> facts.put("unreached", routes(attribute));
            case 32 -> facts.put("LARGE_COMMUNITIES", largeCommunities(attribute));
            default -> put(facts, "length of " + code, attribute.path(ATTRIBUTE + ".length"));
        }
    }

    private static List<String> segments(JsonNode attribute) {
        List<String> segments = new ArrayList<>();
        for (JsonNode segment : JsonValues.each(attribute.path(ATTRIBUTE + ".as_path_segment"))) {
            String name = ATTRIBUTE + ".as_path_segment";
            List<String> numbers = new ArrayList<>(JsonValues.texts(segment.path(name + ".as4")));
            numbers.addAll(JsonValues.texts(segment.path(name + ".as2")));
            segments.add(segment.path(name + ".type").asText() + ": " + String.join(" ", numbers));
        }
        return segments;
    }

    /** In alphabetical order: the well-known ones stand apart from the others. */
    private static List<String> communities(JsonNode attribute) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : attribute.findParents(ATTRIBUTE + ".community_as")) {
            all.add(one.path(ATTRIBUTE + ".community_as").asText() + ":"
                    + one.path(ATTRIBUTE + ".community_value").asText());
        }
        for (String known : texts(attribute, ATTRIBUTE + ".community_wellknown")) {
            long number = Long.decode(known);
            all.add((number >> 16) + ":" + (number & 0xffff));
        }
        return all.stream().sorted().toList();
    }

    private static List<String> largeCommunities(JsonNode attribute) {
        List<String> all = new ArrayList<>();
        for (JsonNode one : JsonValues.each(attribute.path("bgp.large_communities_tree"))) {
            all.add(one.path("bgp.large_communities.ga").asText() + ":"
                    + one.path("bgp.large_communities.ldp1").asText() + ":"
                    + one.path("bgp.large_communities.ldp2").asText());
        }
        return all;
    }

    /** All routes somewhere below; each is an object with a length and a field whose name depends on what it is. */
    private static List<String> routes(JsonNode below) {
        List<String> routes = new ArrayList<>();
        for (JsonNode holder : below.findParents("bgp.prefix_length")) {
            holder.fieldNames().forEachRemaining(name -> {
                if (name.endsWith("_prefix")) {
                    String prefix = holder.path(name).asText() + "/"
                            + holder.path("bgp.prefix_length").asText();
                    routes.add(SeenMessage.route(
                            prefix, holder.path("bgp.nlri_path_id").asText()));
                }
            });
        }
        return routes;
    }

    private static List<String> texts(JsonNode below, String name) {
        return below.findValues(name).stream()
                .flatMap(node -> JsonValues.texts(node).stream())
                .toList();
    }

    private static void put(Map<String, List<String>> facts, String name, JsonNode value) {
        facts.put(name, JsonValues.texts(value));
    }
}
