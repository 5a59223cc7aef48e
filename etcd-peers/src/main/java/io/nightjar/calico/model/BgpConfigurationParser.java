package io.nightjar.calico.model;

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

/** BGPConfiguration: {@code default} for all nodes, {@code node.<name>} for one. A resource of any other name means nothing. */
final class BgpConfigurationParser {

    static final ObjectParser GLOBAL = ObjectParser.of(
            Layout.RESOURCES + "bgpconfigurations/default",
            (key, value) -> global(key.group(), JsonObject.parse(value).object("spec")));

    static final ObjectParser NODE = ObjectParser.of(
            Layout.RESOURCES + "bgpconfigurations/node\\.(.+)",
            (key, value) ->
                    node(key.group(), key.group(1), JsonObject.parse(value).object("spec")));

    private static final int MAX_PORT = 65535;

    private static final long MAX_PRIORITY = 2147483646;

    private static final int MAX_RESTART_SECONDS = 4095;

    private final JsonObject spec;

    /** What cannot be used. */
    private final List<String> ignored = new ArrayList<>();

    private BgpConfigurationParser(JsonObject spec) {
        this.spec = spec;
    }

    private static NodeConfiguration node(String key, String node, JsonObject spec) {
        BgpConfigurationParser parser = new BgpConfigurationParser(spec);
        return new NodeConfiguration(key, node, parser.settings(), parser.ignored);
    }

    private static GlobalConfiguration global(String key, JsonObject spec) throws MalformedObjectException {
        return new BgpConfigurationParser(spec).global(key);
    }

    /** Who talks to whom must be read, or the object is not used; of the rest, each field stands for itself. */
    private GlobalConfiguration global(String key) throws MalformedObjectException {
        AsNumber asNumber = spec.saysSomething("asNumber")
                ? Scalars.named("asNumber", spec.numberOrText("asNumber"), Scalars::asNumber)
                : null;
        boolean mesh = spec.flag("nodeToNodeMeshEnabled", true);
        SecretKeyRef password = SecretKeyRef.read(spec.object("nodeMeshPassword"));
        BgpSettings settings = new BgpSettings(
                settings(),
                optional("bindMode", this::bindMode).orElse(false),
                optional("ignoredInterfaces", this::interfaces).orElse(List.of()),
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

    private NodeSettings settings() {
        String severity = optional("logSeverityScreen", spec::text).orElse("").toLowerCase(Locale.ROOT);
        return new NodeSettings(
                severity.isEmpty() ? null : severity.equals("debug") || severity.equals("info") ? severity : "none",
                optional("listenPort", field -> (int) spec.number(field, 1, MAX_PORT))
                        .orElse(null),
                optional("prefixAdvertisements", this::advertisements).orElse(null));
    }

    private List<PrefixAdvertisement> advertisements(String field) throws MalformedObjectException {
        Map<String, String> named = new HashMap<>();
        for (JsonObject community : spec.objects("communities")) {
            named.putIfAbsent(community.text("name"), community.text("value"));
        }
        List<PrefixAdvertisement> advertisements = new ArrayList<>();
        for (JsonObject entry : spec.objects(field)) {
            TreeSet<CommunityValue> values = new TreeSet<>();
            for (String text : entry.texts("communities")) {
                String value = CommunityValue.hasForm(text) ? text : named.get(text);
                if (value != null) {
                    values.add(CommunityValue.parse(value));
                }
            }
            advertisements.add(new PrefixAdvertisement(Scalars.prefix(entry.text("cidr")), List.copyOf(values)));
        }
        return advertisements;
    }

    private boolean bindMode(String field) throws MalformedObjectException {
        String text = spec.text(field);
        return switch (text) {
            case "None" -> false;
            case "NodeIP" -> true;
            default -> throw new MalformedObjectException("neither None nor NodeIP: " + Scalars.quote(text));
        };
    }

    private List<String> interfaces(String field) throws MalformedObjectException {
        List<String> patterns = new ArrayList<>(spec.texts(field));
        if (patterns.removeIf(pattern -> pattern.isBlank() || new InterfacePattern(pattern).matchesEverything())) {
            ignored.add("'ignoredInterfaces' does not ignore all interfaces");
        }
        return patterns;
    }

    private int restartSeconds(String field) throws MalformedObjectException {
        long seconds = GoDuration.seconds(spec.text(field));
        if (seconds > MAX_RESTART_SECONDS) {
            throw new MalformedObjectException("more than " + MAX_RESTART_SECONDS + " s");
        }
        return (int) seconds;
    }

    /** Each range stands for itself. */
    private List<Prefix> ranges(String field) {
        List<Prefix> ranges = new ArrayList<>();
        for (JsonObject range : optional(field, spec::objects).orElse(List.of())) {
            OptionalField.read(range, "cidr", ignored, name -> Scalars.named(field, range.text(name), Scalars::prefix))
                    .ifPresent(ranges::add);
        }
        return ranges;
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
