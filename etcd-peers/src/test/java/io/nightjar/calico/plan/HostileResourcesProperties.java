package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.Resources;
import io.nightjar.calico.testing.RichCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One value anywhere in any of Calico 3's resources is another one than it should be. */
class HostileResourcesProperties {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final KeyValueView HEALTHY = RichCluster.resources()
            .node("other", "10.0.0.77/24", "", "")
            .put(
                    "BGPPeer",
                    "selected",
                    "nodeSelector: \"rack == 'r1'\", peerSelector: \"has(rack)\", reversePeering: Manual")
            .put("BGPPeer", "workloads", "localWorkloadSelector: \"app == 'x'\", asNumber: 65009")
            .put("BGPConfiguration", "node.own", "listenPort: 1180, logSeverityScreen: Debug")
            .put("FelixConfiguration", "default", "programClusterRoutes: Enabled")
            .put("ClusterInformation", "default", "calicoVersion: v3.33.0")
            .view();

    private static final List<String> KEYS = HEALTHY.entries().keySet().stream()
            .filter(key -> key.startsWith(Resources.BASE))
            .toList();

    /** A change of one value: of which key, of which of its values, and into what. */
    record Edit(String key, int place, JsonNode value) {

        String applied() throws JsonProcessingException {
            JsonNode document = JSON.readTree(HEALTHY.entries().get(key).value());
            List<Consumer<JsonNode>> places = new ArrayList<>();
            collect(document, places);
            places.get(place % places.size()).accept(value);
            return JSON.writeValueAsString(document);
        }

        private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
            if (node instanceof ObjectNode object) {
                for (String name : List.copyOf(
                        object.propertyStream().map(Map.Entry::getKey).toList())) {
                    places.add(value -> object.set(name, value));
                    collect(object.get(name), places);
                }
            } else if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    places.add(value -> array.set(index, value));
                    collect(array.get(i), places);
                }
            }
        }
    }

    private static final List<String> ODD_TEXTS = List.of(
            ("|[|[]|[10.0.0.1]|]:179|[fd00::1]:|:|:1|10.0.0.1:|10.0.0.1/33|fe80::1|/|..|-1|1e9|4294967296|18446744073709551616"
                            + "|999999999999h|1h1h|(|has(|a == '|!|*|\u0000|\ud800|64512:|:::|0.0.0.0/0|::/0|255.255.255.255|Always")
                    .split("\\|", -1));

    private static final List<String> ODD_VALUES =
            List.of("null true 0 -1 1.5 1e400 99999999999999999999 {} [] [[]] [null] {\"a\":{}}".split(" ", -1));

    @Provide
    Arbitrary<Edit> edits() {
        Arbitrary<JsonNode> values = Arbitraries.oneOf(
                Arbitraries.of(ODD_TEXTS).map(TextNode::valueOf),
                Arbitraries.strings().ofMaxLength(40).map(TextNode::valueOf),
                Arbitraries.of(ODD_VALUES).map(HostileResourcesProperties::json));
        return Combinators.combine(Arbitraries.of(KEYS), Arbitraries.integers().between(0, 200), values)
                .as(Edit::new);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Property(tries = 3000)
    void noValueIsADefectAndAllOtherNodesAreThere(@ForAll("edits") Edit edit) throws JsonProcessingException {
        Resources resources = new Resources();
        HEALTHY.entries().forEach((key, entry) -> resources.key(key, entry.value()));
        ClusterState state = new ClusterStateBuilder()
                .update(resources.key(edit.key(), edit.applied()).view());

        assertThat(state.rejected().unusables())
                .hasSizeLessThanOrEqualTo(1)
                .noneMatch(unusable -> unusable.reason().startsWith("a defect"));
        if (!edit.key().contains("/nodes/")) {
            assertThat(state.nodes()).containsKeys("own", "b", "other");
        }
        assertThat(new SpeakerPlanner(PlanSettings.of("own")).plan(state)).isNotNull();
    }
}
