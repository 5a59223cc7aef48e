package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.NodeAddress;
import io.nightjar.calico.testing.MapEnvironment;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSettingsTest {

    private final MapEnvironment environment = new MapEnvironment().variable("NODENAME", "node00");

    private PlanSettings settings() {
        return PlanSettings.fromEnvironment(environment);
    }

    private static CalicoNode node(String name) {
        return new CalicoNode(
                name, null, new NodeAddress(true, IpAddress.parse("10.0.0.7"), null), NodeAddress.UNDECLARED);
    }

    @Test
    void theNodesNameIsEnough() {
        assertThat(settings()).isEqualTo(PlanSettings.of("node00"));
        assertThat(settings().identifier().of(node("x"))).hasToString("10.0.0.7");
    }

    @Test
    void theHashOfTheNameIsTheOneOfCalico() {
        environment.variable("CALICO_ROUTER_ID", "hash");
        assertThat(settings().identifier().of(node("kube-master"))).hasToString("25.79.212.8");
    }

    @Property
    void noHashIsAMulticastAddress(@ForAll String name) {
        BgpIdentifier identifier = IdentifierSource.NAME_HASH.of(node(name));
        assertThat(identifier.bits() >>> 24).isLessThan(224);
    }

    @Test
    void aLiteralIsTakenAsItIs() {
        environment.variable("CALICO_ROUTER_ID", " 1.2.3.4 ");
        assertThat(settings().identifier().of(node("x"))).isEqualTo(BgpIdentifier.parse("1.2.3.4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HASH", "1.2.3", "0.0.0.0", "fd00::1", "1"})
    void anyOtherIdentifierIsRefused(String text) {
        environment.variable("CALICO_ROUTER_ID", text);
        assertThatThrownBy(this::settings)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("CALICO_ROUTER_ID: ");
    }

    @Test
    void addressesAreExpectedWhereTheyAreGiven() {
        environment.variable("IP", "10.0.0.1/24").variable("IP6", "fd00::1");
        assertThat(settings().expectedAddresses())
                .containsExactly(
                        new PlanSettings.ExpectedAddress("IP", IpAddress.parse("10.0.0.1")),
                        new PlanSettings.ExpectedAddress("IP6", IpAddress.parse("fd00::1")));
        environment.variable("IP", "autodetect").variable("IP6", "None");
        assertThat(settings().expectedAddresses()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({"IP, fd00::1", "IP, 10.0.0.1/33", "IP, eth0", "IP6, 10.0.0.1", "IP6, fd00::1/129"})
    void wrongAddressesAreRefusedByTheirVariable(String variable, String text) {
        environment.variable(variable, text);
        assertThatThrownBy(this::settings)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(variable + ": '" + text + "'");
    }
}
