package io.nightjar.calico.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nightjar.calico.model.ObjectCheck;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Calico demands of a resource before it lets it into the datastore, which is more than a speaker needs: a field that is
 * unknown, or two that exclude each other, are slips of whoever wrote it.
 */
public final class ResourceRules {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** RFC 1123 names with dots between them. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final Pattern ABOUT_FIELD = Pattern.compile("'([^' ]+)':? (.+)");

    private static final int MAX_NAME = 253;

    private static final String VERSION = "projectcalico.org/v3";

    private ResourceRules() {}

    /** All that is wrong with a resource; nothing for a key that has no meaning here. */
    public static List<Fault> faults(String key, String value) {
        ResourceKind kind = ResourceKind.at(key);
        Checked checked = new Checked(document(value));
        if (kind != null && checked.document().isObject()) {
            head(checked);
            body(kind, checked);
        }
        ObjectCheck.defects(key, value).forEach(defect -> checked.fault(fault(defect)));
        return checked.faults();
    }

    private static JsonNode document(String value) {
        try {
            return MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Most defects begin with the field that they are about. */
    private static Fault fault(ObjectCheck.Defect defect) {
        Matcher parts = ABOUT_FIELD.matcher(defect.reason());
        return parts.matches()
                ? new Fault("spec." + parts.group(1), parts.group(2), defect.fatal())
                : new Fault("spec", defect.reason(), defect.fatal());
    }

    private static void head(Checked checked) {
        JsonNode version = checked.document().path("apiVersion");
        if (Checked.says(version) && !version.asText().equals(VERSION)) {
            checked.fault("apiVersion", "is not " + VERSION + ": " + version.asText());
        }
        JsonNode metadata = checked.document().path("metadata");
        String name = metadata.path("name").asText();
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            checked.fault("metadata.name", "is no name of lower-case letters, digits, dots and dashes: " + name);
        }
        if (Checked.says(metadata.path("namespace"))) {
            checked.fault("metadata.namespace", "is not for resources of the whole cluster");
        }
    }

    private static void body(ResourceKind kind, Checked checked) {
        switch (kind) {
            case NODE -> NodeRules.check(checked);
            case BGP_PEER -> PeerRules.check(checked);
            case BGP_CONFIGURATION -> ConfigurationRules.check(checked);
            case BGP_FILTER -> FilterRules.check(checked);
            case IP_POOL -> PoolRules.check(checked);
            case FELIX_CONFIGURATION, CLUSTER_INFORMATION, BLOCK_AFFINITY, IPAM_BLOCK -> {}
        }
    }
}
