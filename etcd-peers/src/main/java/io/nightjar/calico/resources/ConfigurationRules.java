package io.nightjar.calico.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What Calico demands of BGPConfigurations. */
final class ConfigurationRules {

    private static final Set<String> FIELDS = Set.of(
            "logSeverityScreen",
            "nodeToNodeMeshEnabled",
            "asNumber",
            "serviceLoadBalancerIPs",
            "serviceExternalIPs",
            "serviceClusterIPs",
            "serviceLoadBalancerAggregation",
            "communities",
            "prefixAdvertisements",
            "listenPort",
            "nodeMeshPassword",
            "nodeMeshMaxRestartTime",
            "bindMode",
            "ignoredInterfaces",
            "localWorkloadPeeringIPV4",
            "localWorkloadPeeringIPV6",
            "programClusterRoutes",
            "ipv4NormalRoutePriority",
            "ipv6NormalRoutePriority");

    /** All that counts in the configuration of one node. */
    private static final Set<String> NODE_FIELDS =
            Set.of("logSeverityScreen", "listenPort", "communities", "prefixAdvertisements");

    private static final Set<String> SEVERITIES = Set.of("trace", "debug", "info", "warning", "error", "fatal");

    private static final Pattern NAMES = Pattern.compile("default|node\\..+");

    private static final Pattern COMMUNITY = Pattern.compile("\\d+:\\d+(:\\d+)?");

    private static final int MAX_LIST = 500;

    private static final int MAX_COMMUNITIES = 50;

    private ConfigurationRules() {}

    static void check(Checked configuration) {
        String name = configuration.document().path("metadata").path("name").asText();
        if (!NAMES.matcher(name).matches()) {
            configuration.fault(
                    "metadata.name", "is neither 'default' nor 'node.' with a node's name: it means nothing");
        }
        configuration.known("spec", configuration.spec(), FIELDS);
        String severity = configuration.spec().path("logSeverityScreen").asText();
        if (!severity.isEmpty() && !SEVERITIES.contains(severity.toLowerCase(Locale.ROOT))) {
            configuration.spec("logSeverityScreen", "is no severity: " + severity);
        }
        configuration.word("serviceLoadBalancerAggregation", Set.of("Enabled", "Disabled"));
        mesh(configuration);
        communities(configuration);
        if (name.startsWith("node.")) {
            configuration.spec().fieldNames().forEachRemaining(field -> {
                if (FIELDS.contains(field) && !NODE_FIELDS.contains(field)) {
                    configuration.spec(field, "counts in 'default' only");
                }
            });
        }
    }

    private static void mesh(Checked configuration) {
        JsonNode enabled = configuration.spec().path("nodeToNodeMeshEnabled");
        if (enabled.isBoolean() && !enabled.booleanValue()) {
            for (String field : new String[] {"nodeMeshPassword", "nodeMeshMaxRestartTime"}) {
                if (configuration.says(field)) {
                    configuration.spec(field, "is not allowed without the mesh");
                }
            }
        }
    }

    private static void communities(Checked configuration) {
        JsonNode communities = configuration.spec().path("communities");
        JsonNode advertisements = configuration.spec().path("prefixAdvertisements");
        if (!communities.isEmpty() && advertisements.isEmpty()) {
            configuration.spec("communities", "is of no use without 'prefixAdvertisements'");
        }
        if (communities.size() > MAX_LIST) {
            configuration.spec("communities", "has more than " + MAX_LIST + " entries");
        }
        if (advertisements.size() > MAX_LIST) {
            configuration.spec("prefixAdvertisements", "has more than " + MAX_LIST + " entries");
        }
        int index = 0;
        for (JsonNode advertisement : advertisements) {
            advertisement(configuration, "prefixAdvertisements[" + index + "].communities", advertisement);
            index++;
        }
    }

    private static void advertisement(Checked configuration, String field, JsonNode advertisement) {
        JsonNode values = advertisement.path("communities");
        if (values.size() > MAX_COMMUNITIES) {
            configuration.spec(field, "has more than " + MAX_COMMUNITIES + " entries");
        }
        for (JsonNode value : values) {
            if (!COMMUNITY.matcher(value.asText()).matches() && !named(configuration, value.asText())) {
                configuration.spec(field, "there is no community of that name: " + value.asText());
            }
        }
    }

    private static boolean named(Checked configuration, String name) {
        for (JsonNode community : configuration.spec().path("communities")) {
            if (community.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
