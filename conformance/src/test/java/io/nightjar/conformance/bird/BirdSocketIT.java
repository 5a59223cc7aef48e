package io.nightjar.conformance.bird;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.conformance.bird.TwoSubjects.Subject;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same questions to BIRD 1.6.8 and to Nightjar, by BIRD's unmodified client; only times, counters and the own address may differ. */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BirdSocketIT {

    private final TwoSubjects subjects = new TwoSubjects();

    @BeforeAll
    void start() {
        subjects.start();
    }

    @AfterAll
    void stop() {
        subjects.close();
    }

    /** What may differ, in the same words. */
    private static String masked(String answer) {
        return answer.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE")
                .replace("172.17.8.100", "OWN")
                .replace("172.17.8.101", "OWN")
                .replace("fd00:17:8::100", "OWN6")
                .replace("fd00:17:8::101", "OWN6")
                .replaceAll("fe80::[0-9a-f:]+", "LINK-LOCAL")
                .replace("BIRD v0.3.3+birdv1.6.8", "BIRD 1.6.8")
                .replaceAll("timer: ( *)\\d+/", "timer: $1N/")
                .replaceAll("Export updates:.*", "Export updates: N")
                .replaceAll("(Connect|Active ) +(?=Socket: No route to host)", "Dialling ")
                .replaceAll("BGP state: +(Connect|Active)", "BGP state: Dialling")
                .replaceAll("(?m)^.*Connect delay:.*\n", "")
                .replaceAll("index=\\d+", "index=N")
                .replaceAll("BGP      master   wait ", "BGP      master   up   ")
                .replaceAll("(?m)^0024-(.*\n +.*\n +.*\n)", "");
    }

    /** Neither daemon has its routes or its devices in any order. */
    private static List<String> inOrder(String answer) {
        return masked(answer)
                .lines()
                .map(line -> line.replaceFirst("^(\\d{4}-| {5})", ""))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show status",
                "show protocols",
                "show protocols all",
                "show protocols all kernel1",
                "show protocols \"Node_*\"",
                "show protocols nope",
                "show protocols \"nope*\"",
                "show static",
                "show static kernel1",
                "show static nope",
                "show symbols table",
                "show symbols nope",
                "show interfaces summary",
                "show route count",
                "show route primary count",
                "show route export kernel1 count",
                "show route 10.1.0.0/16 all",
                "show route for 10.1.2.3",
                "show route for 8.8.8.8 all",
                "show route 10.0.0.0/13",
                "show route 10.1.0.1/16",
                "show route foo",
                "show route 1.2.3.4",
                "show route protocol nope",
                "show route export Node_172_17_8_109",
                "show route table nope",
                "show route filtered count",
                "reload Node_172_17_8_110",
                "reload static1",
                "reload kernel1",
                "enable Node_172_17_8_102",
                "configure confirm",
                "configure undo",
                "debug all off",
                "restrict",
            })
    void isAnsweredAsByBird(String question) {
        assertThat(masked(subjects.ask(Subject.NIGHTJAR, question)))
                .isEqualTo(masked(subjects.ask(Subject.BIRD, question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show interfaces",
                "show symbols protocol",
                "show route",
                "show route all",
                "show route primary",
                "show route stats",
                "show route protocol kernel1",
                "show route protocol direct1 all",
                "show route protocol Node_172_17_8_102 all",
                "show route export Node_172_17_8_102",
                "show route preexport Node_172_17_8_102",
                "show route noexport Node_172_17_8_102",
                "show route export Node_172_17_8_102 count",
                "show route export kernel1",
                "show route export kernel1 all",
                "show route preexport kernel1",
                "show route noexport kernel1",
                "show route export static1",
            })
    void saysTheSameAsBirdInSomeOrder(String question) {
        assertThat(inOrder(subjects.ask(Subject.NIGHTJAR, question)))
                .isEqualTo(inOrder(subjects.ask(Subject.BIRD, question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show status",
                "show protocols",
                "show interfaces",
                "show interfaces summary",
                "show route",
                "show route all",
                "show route count",
                "show route for fd00:99::1",
                "show route export kernel1",
                "show static",
            })
    void ipv6IsASocketOfItsOwn(String question) {
        assertThat(inOrder(subjects.ask6(Subject.NIGHTJAR, question)))
                .isEqualTo(inOrder(subjects.ask6(Subject.BIRD, question)));
    }

    @Test
    void operatorsDoTheSameToBoth() {
        for (String command : List.of(
                "disable Node_172_17_8_110 \"maintenance window\"",
                "disable Node_172_17_8_110",
                "show protocols all Node_172_17_8_110",
                "restart Node_172_17_8_110",
                "reload Node_172_17_8_110",
                "enable Node_172_17_8_110",
                "enable \"Node_172_17_8_11?\"",
                "restart Node_172_17_8_110",
                "show protocols Node_172_17_8_110")) {
            assertThat(masked(subjects.ask(Subject.NIGHTJAR, command)))
                    .as(command)
                    .isEqualTo(masked(subjects.ask(Subject.BIRD, command)));
        }
    }

    @Test
    void calicosToolsUnderstandTheAnswers() throws IOException {
        CalicoReader reader = new CalicoReader(subjects.nightjarSocket());

        List<CalicoReader.Peer> peers = reader.peers();

        assertThat(peers)
                .extracting(CalicoReader.Peer::type, CalicoReader.Peer::address)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Node", "172.17.8.102"),
                        org.assertj.core.groups.Tuple.tuple("Node", "172.17.8.109"),
                        org.assertj.core.groups.Tuple.tuple("Node", "172.17.8.110"));
        assertThat(peers)
                .extracting(CalicoReader.Peer::bgpState)
                .startsWith("Established")
                .endsWith("Passive");
        assertThat(reader.agent())
                .containsEntry("version", "v0.3.3+birdv1.6.8")
                .containsEntry("routerID", "172.17.8.101")
                .containsKeys("lastBootTime", "lastReconfigurationTime");
        assertThat(reader.detail(peers.get(0).name()))
                .containsEntry("BGP state", "Established")
                .containsEntry("Neighbor address", "172.17.8.102");
        assertThat(reader.routes())
                .extracting(CalicoReader.Route::destination)
                .contains("10.50.0.0/16", "192.168.18.64/26", "192.168.50.0/26", "172.17.8.0/24");
    }
}
