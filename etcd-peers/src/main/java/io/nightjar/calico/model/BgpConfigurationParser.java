package io.nightjar.calico.model;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;

/**
 * BGPConfiguration: {@code default} for all nodes, {@code node.<name>} for one. A resource of any other name means nothing.
 *
 * <p>AS number, mesh and its password make the whole unusable if they are: without them there would be sessions that nobody wants.
 * Everything else is read field by field, and lists entry by entry, as Calico leaves out what it cannot use.
 */
final class BgpConfigurationParser {

    static final ObjectParser GLOBAL = ObjectParser.of(
            CalicoKeys.DEFAULT_BGP_CONFIGURATION, (key, value) -> of(value).global(key.group()));

    static final ObjectParser NODE = ObjectParser.of(
            Layout.RESOURCES + "bgpconfigurations/node\\.(.+)",
            (key, value) -> of(value).node(key));

    private static final int MAX_PORT = 65535;

    private static final long MAX_PRIORITY = 2147483646;

    private final JsonObject spec;

    private final List<String> ignored = new ArrayList<>();

    private BgpConfigurationParser(JsonObject spec) {
        this.spec = spec;
    }

    private static BgpConfigurationParser of(String value) throws MalformedObjectException {
        return new BgpConfigurationParser(JsonObject.parse(value).object("spec"));
    }

    private NodeConfiguration node(MatchResult key) {
        return new NodeConfiguration(key.group(), key.group(1), settings(), ignored);
    }

    private GlobalConfiguration global(String key) throws MalformedObjectException {
        AsNumber asNumber = spec.saysSomething("asNumber")
                ? Scalars.named("asNumber", spec.numberOrText("asNumber"), Scalars::asNumber)
                : null;
        boolean mesh = spec.flag("nodeToNodeMeshEnabled", true);
        SecretKeyRef password = SecretKeyRef.read(spec.object("nodeMeshPassword"));
        BgpSettings settings = new BgpSettings(
                settings(),
                optional("bindMode", this::bindMode).orElse(false),
                interfaces(),
                new BgpSettings.Mesh(
                        password,
                        optional("nodeMeshMaxRestartTime", this::restartSeconds).orElse(null)),
                new BgpSettings.Services(
                        ranges("serviceClusterIPs"),
                        ranges("serviceExternalIPs"),
                        ranges("serviceLoadBalancerIPs"),
                        !optional("serviceLoadBalancerAggregation", spec::text)
                                .orElse("")
                                .equals("Disabled")),
                optional("programClusterRoutes", this::clusterRoutes).orElse(ClusterRoutes.ENABLED_NO_ENCAP_ONLY),
                new BgpSettings.Priorities(priority("ipv4NormalRoutePriority"), priority("ipv6NormalRoutePriority")));
        return new GlobalConfiguration(key, asNumber, mesh, settings, ignored);
    }

    private <T> Optional<T> optional(String field, OptionalField.Reader<T> reader) {
        return OptionalField.read(spec, field, ignored, reader);
    }

    private <T> List<T> each(String field, OptionalField.EntryReader<T> reader) {
        return OptionalField.each(spec, field, ignored, reader);
    }

    private NodeSettings settings() {
        String severity = optional("logSeverityScreen", spec::text).orElse("").toLowerCase(Locale.ROOT);
        Integer port = optional("listenPort", field -> (int) spec.number(field, 1, MAX_PORT))
                .orElse(null);
        return new NodeSettings(
                severity.isEmpty() ? null : severity.equals("debug") || severity.equals("info") ? severity : "none",
                port,
                spec.saysSomething("prefixAdvertisements") ? advertisements() : null);
    }

    private List<PrefixAdvertisement> advertisements() {
        Map<String, String> named = new HashMap<>();
        each("communities", community -> Map.entry(community.text("name"), community.text("value")))
                .forEach(community -> named.putIfAbsent(community.getKey(), community.getValue()));
        return each("prefixAdvertisements", entry -> advertisement(entry, named));
    }

    private static PrefixAdvertisement advertisement(JsonObject entry, Map<String, String> named)
            throws MalformedObjectException {
        TreeSet<CommunityValue> values = new TreeSet<>();
        for (String text : entry.texts("communities")) {
            String value = CommunityValue.hasForm(text) ? text : named.get(text);
            if (value != null) {
                values.add(CommunityValue.parse(value));
            }
        }
        return new PrefixAdvertisement(Scalars.prefix(entry.text("cidr")), List.copyOf(values));
    }

    private boolean bindMode(String field) throws MalformedObjectException {
        String text = spec.text(field);
        return switch (text) {
            case "None" -> false;
            case "NodeIP" -> true;
            default -> throw new MalformedObjectException("neither None nor NodeIP: " + Scalars.quote(text));
        };
    }

    private List<String> interfaces() {
        List<String> patterns =
                new ArrayList<>(optional("ignoredInterfaces", spec::texts).orElse(List.of()));
        if (patterns.removeIf(pattern -> pattern.isBlank() || new InterfacePattern(pattern).matchesEverything())) {
            ignored.add("'ignoredInterfaces' does not ignore all interfaces");
        }
        return patterns;
    }

    private Integer restartSeconds(String field) throws MalformedObjectException {
        long seconds = GoDuration.seconds(spec.text(field));
        if (seconds > GracefulRestartCapability.MAX_RESTART_SECONDS) {
            throw new MalformedObjectException("more than " + GracefulRestartCapability.MAX_RESTART_SECONDS + " s");
        }
        return (int) seconds;
    }

    private List<Prefix> ranges(String field) {
        return each(field, range -> Scalars.prefix(range.text("cidr")));
    }

    private ClusterRoutes clusterRoutes(String field) throws MalformedObjectException {
        String text = spec.text(field);
        ClusterRoutes routes = ClusterRoutes.of(text);
        if (routes == null) {
            throw new MalformedObjectException(Scalars.quote(text));
        }
        return routes;
    }

    private long priority(String field) {
        return optional(field, name -> spec.number(name, 1, MAX_PRIORITY)).orElse(BgpSettings.Priorities.NORMAL);
    }
}
