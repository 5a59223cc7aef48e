package io.nightjar.calico.model;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** BGPConfiguration: {@code default} for all nodes, {@code node.<name>} for one. A resource of any other name means nothing. */
final class BgpConfigurationParser {

    static final ObjectParser GLOBAL = ObjectParser.of(
            Layout.RESOURCES + "bgpconfigurations/default",
            (key, value) -> global(key.group(), JsonObject.parse(value).object("spec")));

    static final ObjectParser NODE = ObjectParser.of(
            Layout.RESOURCES + "bgpconfigurations/node\\.(.+)",
            (key, value) -> new NodeConfiguration(
                    key.group(), key.group(1), settings(JsonObject.parse(value).object("spec"))));

    private static final int MAX_PORT = 65535;

    private static final long MAX_PRIORITY = 2147483646;

    private static final int MAX_RESTART_SECONDS = 4095;

    private BgpConfigurationParser() {}

    private static GlobalConfiguration global(String key, JsonObject spec) throws MalformedObjectException {
        List<String> ignored = new ArrayList<>();
        BgpSettings settings = new BgpSettings(
                settings(spec),
                bindMode(spec.textOrEmpty("bindMode")),
                interfaces(spec, ignored),
                new BgpSettings.Mesh(SecretKeyRef.read(spec.object("nodeMeshPassword")), restartSeconds(spec)),
                new BgpSettings.Services(
                        ranges(spec, "serviceClusterIPs"),
                        ranges(spec, "serviceExternalIPs"),
                        ranges(spec, "serviceLoadBalancerIPs"),
                        !spec.textOrEmpty("serviceLoadBalancerAggregation").equals("Disabled")),
                clusterRoutes(spec.textOrEmpty("programClusterRoutes"), ignored),
                new BgpSettings.Priorities(
                        priority(spec, "ipv4NormalRoutePriority"), priority(spec, "ipv6NormalRoutePriority")));
        return new GlobalConfiguration(
                key,
                spec.saysSomething("asNumber")
                        ? Scalars.named("asNumber", spec.numberOrText("asNumber"), Scalars::asNumber)
                        : null,
                spec.flag("nodeToNodeMeshEnabled", true),
                settings,
                ignored);
    }

    static NodeSettings settings(JsonObject spec) throws MalformedObjectException {
        String severity = spec.textOrEmpty("logSeverityScreen").toLowerCase(Locale.ROOT);
        Integer port = spec.saysSomething("listenPort") ? (int) spec.number("listenPort", 1, MAX_PORT) : null;
        return new NodeSettings(
                severity.isEmpty() ? null : severity.equals("debug") || severity.equals("info") ? severity : "none",
                port,
                spec.saysSomething("prefixAdvertisements") ? advertisements(spec) : null);
    }

    private static List<PrefixAdvertisement> advertisements(JsonObject spec) throws MalformedObjectException {
        Map<String, String> named = new HashMap<>();
        for (JsonObject community : spec.objects("communities")) {
            named.putIfAbsent(community.text("name"), community.text("value"));
        }
        List<PrefixAdvertisement> advertisements = new ArrayList<>();
        for (JsonObject entry : spec.objects("prefixAdvertisements")) {
            TreeSet<CommunityValue> values = new TreeSet<>();
            for (String text : entry.texts("communities")) {
                String value = CommunityValue.hasForm(text) ? text : named.get(text);
                if (value != null) {
                    values.add(Scalars.named("communities", value, CommunityValue::parse));
                }
            }
            advertisements.add(new PrefixAdvertisement(
                    Scalars.named("prefixAdvertisements", entry.text("cidr"), Scalars::prefix), List.copyOf(values)));
        }
        return advertisements;
    }

    private static boolean bindMode(String text) throws MalformedObjectException {
        return switch (text) {
            case "", "None" -> false;
            case "NodeIP" -> true;
            default -> throw new MalformedObjectException("'bindMode' is " + Scalars.quote(text));
        };
    }

    private static List<String> interfaces(JsonObject spec, Collection<String> ignored)
            throws MalformedObjectException {
        List<String> patterns = new ArrayList<>(spec.texts("ignoredInterfaces"));
        if (patterns.removeIf(pattern -> pattern.isBlank() || new InterfacePattern(pattern).matchesEverything())) {
            ignored.add("'ignoredInterfaces' does not ignore all interfaces");
        }
        return patterns;
    }

    private static @Nullable Integer restartSeconds(JsonObject spec) throws MalformedObjectException {
        String text = spec.textOrEmpty("nodeMeshMaxRestartTime");
        if (text.isEmpty()) {
            return null;
        }
        long seconds = Scalars.named("nodeMeshMaxRestartTime", text, GoDuration::seconds);
        if (seconds > MAX_RESTART_SECONDS) {
            throw new MalformedObjectException("'nodeMeshMaxRestartTime' is more than " + MAX_RESTART_SECONDS + " s");
        }
        return (int) seconds;
    }

    private static List<Prefix> ranges(JsonObject spec, String field) throws MalformedObjectException {
        List<Prefix> ranges = new ArrayList<>();
        for (JsonObject range : spec.objects(field)) {
            ranges.add(Scalars.named(field, range.text("cidr"), Scalars::prefix));
        }
        return ranges;
    }

    private static ClusterRoutes clusterRoutes(String text, Collection<String> ignored) {
        ClusterRoutes routes = ClusterRoutes.of(text);
        if (routes == null && !text.isEmpty()) {
            ignored.add("'programClusterRoutes' is not used: " + Scalars.quote(text));
        }
        return routes == null ? ClusterRoutes.ENABLED_NO_ENCAP_ONLY : routes;
    }

    private static long priority(JsonObject spec, String field) throws MalformedObjectException {
        return spec.saysSomething(field) ? spec.number(field, 1, MAX_PRIORITY) : BgpSettings.Priorities.NORMAL;
    }
}
