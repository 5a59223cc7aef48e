package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.SpeakerConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatastoreSourceTest {

    private static final String CONFIGURATION = Resources.BASE + "bgpconfigurations/default";

    private final FakeDatastore store = new FakeDatastore();

    private final List<SpeakerConfig> configs = new ArrayList<>();

    private final List<String> severities = new ArrayList<>();

    private final DatastoreSource source = new DatastoreSource(
            store,
            new SpeakerPlanner(PlanSettings.of("a")),
            "here",
            wanted -> LocalInputs.NONE,
            severities::add,
            System::nanoTime);

    private void put(String kind, String name, String spec) {
        new Resources().put(kind, name, spec).view().entries().forEach((key, entry) -> store.put(key, entry.value()));
    }

    @Test
    void saysHowMuchIsToBeLogged() {
        source.start((config, changedNanos) -> configs.add(config));
        source.connect();
        assertThat(severities).isEmpty();
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.1/24}");
        put("BGPConfiguration", "default", "logSeverityScreen: Debug");
        put("BGPConfiguration", "node.a", "logSeverityScreen: Error");
        assertThat(severities).containsExactly("info", "debug", "none");
    }

    @Test
    void beginsWithNoDefaultsInThePlaceOfAConfigurationThatCannotBeReadButGoesOnWithThem() {
        source.start((config, changedNanos) -> configs.add(config));
        source.connect();
        store.put(CONFIGURATION, "not JSON");
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.1/24}");
        assertThat(configs).isEmpty();
        store.delete(CONFIGURATION);
        assertThat(configs).hasSize(1);
        store.put(CONFIGURATION, "not JSON");
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.2/24}");
        assertThat(configs).hasSizeGreaterThan(1);
    }

    @Test
    void notesThatFelixHasBeenToldSomethingElse() {
        source.start((config, changedNanos) -> configs.add(config));
        source.connect();
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.1/24}");
        put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: Always");
        assertThat(source.notes()).isEmpty();
        put("FelixConfiguration", "default", "programClusterRoutes: Disabled");
        assertThat(source.notes())
                .extracting(StatusReport.Note::reason)
                .singleElement()
                .asString()
                .contains("by neither Felix nor this speaker", "FelixConfiguration default");
        assertThat(source.kernelPlans()).hasSize(2);
    }

    @Test
    void whatWasFoundOutBeforeSomebodyListensIsToldThen() {
        source.connect();
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.1/24}");
        put("Node", "a", "bgp: {ipv4Address: 10.0.0.2/24}");
        assertThat(configs).isEmpty();
        source.start((config, changedNanos) -> configs.add(config));
        assertThat(configs)
                .singleElement()
                .satisfies(config -> assertThat(config.local().toString()).contains("10.0.0.2"));
    }
}
