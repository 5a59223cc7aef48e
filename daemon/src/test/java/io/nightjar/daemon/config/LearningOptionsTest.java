package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.RouteSource;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the file can say about routes of the kernel. */
class LearningOptionsTest {

    private static final String MINIMAL = "as: 64512\nrouter-id: 10.0.0.1\n";

    private static SpeakerConfig read(String text) throws InvalidConfigurationException {
        return SpeakerFile.read(new StringReader(text), "f.yaml");
    }

    private static String problems(String text) {
        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> read(text));
        assertThat(refused).as("is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("|"));
    }

    @Test
    void routesOfTheKernelAreLearnedIfTheFileSaysSo() throws InvalidConfigurationException {
        assertThat(read(MINIMAL + "kernel: {enabled: true, learn: true}")
                        .kernel()
                        .learn())
                .isTrue();
        assertThat(problems(MINIMAL + "kernel: {learn: true}")).contains("kernel.learn: needs enabled: true");
    }

    @Test
    void interfacesCanBeIgnored() throws InvalidConfigurationException {
        assertThat(read(MINIMAL + "kernel: {enabled: true, ignored-interfaces: [docker0, 'virbr*', 'eth?']}")
                        .kernel()
                        .ignoredInterfaces())
                .extracting(InterfacePattern::glob)
                .containsExactly("docker0", "virbr*", "eth?");
        assertThat(problems(MINIMAL + "kernel: {enabled: true, ignored-interfaces: [docker0, '*']}"))
                .contains("kernel.ignored-interfaces: '*' would leave no interface at all");
        assertThat(problems(MINIMAL + "kernel: {enabled: true, ignored-interfaces: ['**']}"))
                .contains("'**' would leave no interface at all");
        assertThat(problems(MINIMAL + "kernel: {enabled: true, ignored-interfaces: ['a b']}"))
                .contains("not the name of a network device");
    }

    @Test
    void rulesMayAskAboutRoutesOfTheKernel() throws InvalidConfigurationException {
        List<PolicyRule> rules =
                read(MINIMAL + """
                neighbors:
                  - address: 10.0.0.9
                    as: 64513
                    export:
                      - {reject: 0.0.0.0/0, min-length: 0, interface: "cali*", protocol: 80}
                      - {accept: 10.0.0.0/8, min-length: 8, min-metric: 1, max-metric: 1023}
                      - {accept: 10.0.0.0/8, max-metric: 7}
                      - {accept: 10.0.0.0/8, source: peer}
                      - {accept: 10.0.0.0/8, source: kernel, min-metric: 7}
                """).peers().get(0).policy().exportPolicy().rules();

        assertThat(rules)
                .extracting(PolicyRule::source)
                .containsExactly(
                        new SourceMatch.InKernel(new InterfacePattern("cali*"), NumberRange.only(80), NumberRange.ANY),
                        SourceMatch.InKernel.withMetric(new NumberRange(1, 1023)),
                        SourceMatch.InKernel.withMetric(new NumberRange(0, 7)),
                        new SourceMatch.OfKind(RouteSource.Kind.PEER),
                        SourceMatch.InKernel.withMetric(new NumberRange(7, 0xffff_ffffL)));
    }

    @Test
    void conditionsThatCannotHoldAreProblems() {
        String rules = "[{accept: 10.0.0.0/8, %s}]";
        assertThat(problemsOfExport(rules.formatted("source: peer, protocol: 3")))
                .contains("export[0].protocol: only routes of the kernel have it");
        assertThat(problemsOfExport(rules.formatted("min-metric: 9, max-metric: 8")))
                .contains("export[0].min-metric: no metric is between 9 and 8");
        assertThat(problemsOfExport(rules.formatted("interface: 'a b'")))
                .contains("export[0].interface: not the name of a network device");
        assertThat(problemsOfExport(rules.formatted("source: moon")))
                .contains("export[0].source: none of peer, local and kernel: 'moon'");
        assertThat(problems(MINIMAL + "neighbors: [{address: 10.0.0.9, as: 64513, import: "
                        + rules.formatted("source: kernel") + "}]"))
                .contains("import[0].source: says something only where a neighbor's export is decided");
        assertThat(problems(MINIMAL + "kernel: {enabled: true, export: " + rules.formatted("interface: eth0") + "}"))
                .contains("export[0].interface: says something only where");
    }

    private static String problemsOfExport(String rules) {
        return problems(MINIMAL + "neighbors: [{address: 10.0.0.9, as: 64513, export: " + rules + "}]");
    }
}
