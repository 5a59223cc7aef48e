package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabPrinterTest {

    private final NodeReport node = new NodeReport(
            "node00",
            "172.17.8.100",
            "Nightjar",
            List.of("blackhole 192.168.18.64/26 proto bird"),
            List.of(new Session("172.17.8.101", "Established")));
    private final Ping ping = new Ping("containerA (a)", "containerC (c)", true, "ttl 62, 0.5 ms");

    @Test
    void peopleSeeRoutesSessionsPingsAndTheTime() {
        String text = LabPrinter.text(new LabReport("1", List.of(node), List.of(ping), true, 1234, List.of()));

        assertThat(text)
                .containsSubsequence(
                        "node00 (172.17.8.100, Nightjar)",
                        "blackhole 192.168.18.64/26 proto bird",
                        "172.17.8.101         Established",
                        "containerA (a)",
                        "ok      ttl 62, 0.5 ms",
                        "Converged in 1.23 s",
                        "All checks hold.");
    }

    @Test
    void peopleSeeWhatDoesNotHold() {
        Ping lost = new Ping("a", "c", false, "100% packet loss");
        String text = LabPrinter.text(new LabReport("1", List.of(), List.of(lost), false, 0, List.of("no ping")));

        assertThat(text)
                .contains("FAILED  100% packet loss", "Not converged", "PROBLEM: no ping")
                .doesNotContain("All checks hold");
    }

    @Test
    void machinesGetOneDocument() throws JsonProcessingException {
        LabReport report = new LabReport("1", List.of(node), List.of(ping), true, 1234, List.of());

        JsonNode document = new ObjectMapper().readTree(LabPrinter.json(report));

        assertThat(document.path("ok").asBoolean()).isTrue();
        assertThat(document.path("converged").asBoolean()).isTrue();
        assertThat(document.path("convergenceMillis").asLong()).isEqualTo(1234);
        assertThat(document.at("/nodes/0/routes/0").asText()).isEqualTo("blackhole 192.168.18.64/26 proto bird");
        assertThat(document.at("/nodes/0/sessions/0/state").asText()).isEqualTo("Established");
        assertThat(document.at("/pings/0/succeeded").asBoolean()).isTrue();
        assertThat(document.path("problems").isEmpty()).isTrue();
    }

    @Test
    void machinesLearnAboutAProblem() throws JsonProcessingException {
        LabReport report = new LabReport("1", List.of(), List.of(), false, 1, List.of("x"));

        assertThat(new ObjectMapper()
                        .readTree(LabPrinter.json(report))
                        .path("ok")
                        .asBoolean(true))
                .isFalse();
    }
}
