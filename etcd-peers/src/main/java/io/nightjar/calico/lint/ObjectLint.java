package io.nightjar.calico.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.CustomFilter;
import io.nightjar.calico.model.ObjectCheck;
import io.nightjar.calico.resources.Fault;
import io.nightjar.calico.resources.ResourceKind;
import io.nightjar.calico.resources.ResourceRules;
import io.nightjar.calico.store.KeyValueView;
import java.util.regex.Pattern;

/** Objects by themselves: those that do not read, those that Calico would not take, and those that nobody looks at. */
final class ObjectLint {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** Below these, a key that means nothing here means nothing to anybody. */
    private static final Pattern OURS = Pattern.compile(
            "/calico/bgp/v1/.*|/calico/ipam/v2/host/.*|/calico/resources/v3/projectcalico\\.org/bgpconfigurations/.*");

    /** What means something to others. */
    private static final Pattern OTHERS = Pattern.compile("/calico/bgp/v1/(rr_v[46]/.+|.*/loglevel|loglevel)");

    private ObjectLint() {}

    static void check(KeyValueView view, ClusterState state, Findings findings) {
        view.entries().forEach((key, entry) -> {
            if (state.layout().has(key)) {
                check(key, entry.value(), findings);
            }
        });
        state.rejected().remarks().forEach(remark -> {
            if (ResourceKind.at(remark.key()) == ResourceKind.IP_POOL) {
                findings.unusable(remark.key(), remark.text());
            } else if (ResourceKind.at(remark.key()) == null) {
                findings.suspicious(remark.key(), remark.text());
            }
        });
        for (CustomFilter filter : state.rejected().customFilters()) {
            findings.unusable(filter.key(), "filters in BIRD's language are not applied");
        }
    }

    private static void check(String key, String value, Findings findings) {
        boolean known = ObjectCheck.knows(key) || OTHERS.matcher(key).matches();
        if (!known && OURS.matcher(key).matches()) {
            findings.unusable(key, "no such key is known");
        }
        for (Fault fault : ResourceRules.faults(key, value)) {
            String text = ResourceKind.at(key) == null ? fault.reason() : fault.toString();
            if (fault.fatal()) {
                findings.unusable(key, text);
            } else {
                findings.suspicious(key, text);
            }
        }
        if (ResourceKind.at(key) != null) {
            name(key, value, findings);
        }
    }

    private static void name(String key, String value, Findings findings) {
        String expected = key.substring(key.lastIndexOf('/') + 1);
        try {
            String name = MAPPER.readTree(value).path("metadata").path("name").asText();
            if (!name.isEmpty() && !name.equals(expected)) {
                findings.suspicious(key, "metadata.name: is " + name + ", but the key's name is what counts");
            }
        } catch (JsonProcessingException e) {
            findings.unusable(key, "not JSON");
        }
    }
}
