package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private final LoggerContext context = new LoggerContext();

    private final Logger logger = context.getLogger("io.nightjar.kernel.KernelSyncLoop");

    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    private final JsonLines lines = new JsonLines();

    @BeforeEach
    void listen() {
        lines.setContext(context);
        lines.start();
        told.setContext(context);
        told.start();
        logger.addAppender(told);
    }

    private JsonNode line() throws IOException {
        assertThat(told.list).hasSize(1);
        String text = new String(lines.encode(told.list.get(0)), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n").containsOnlyOnce("\n");
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aLineHasTimeLevelEventFieldsAndMessage() throws IOException {
        logger.atWarn()
                .addKeyValue("event", "route-refused")
                .addKeyValue("prefix", "192.0.2.0/24")
                .addKeyValue("revision", 812L)
                .log("not written: {}", "\"quoted\"\nand broken");

        JsonNode line = line();
        assertThat(Instant.parse(line.path("time").asText()))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(line.path("level").asText()).isEqualTo("warn");
        assertThat(line.path("event").asText()).isEqualTo("route-refused");
        assertThat(line.path("prefix").asText()).isEqualTo("192.0.2.0/24");
        assertThat(line.path("revision").isIntegralNumber()).isTrue();
        assertThat(line.path("message").asText()).isEqualTo("not written: \"quoted\"\nand broken");
    }

    @Test
    void anEventWithoutANameHasThatOfWhoTellsIt() throws IOException {
        logger.info("hello");
        assertThat(line().path("event").asText()).isEqualTo("kernel-sync-loop");
    }

    @Test
    void aTraceIsAField() throws IOException {
        logger.error("a fault", new IllegalStateException("because"));
        assertThat(line().path("exception").asText()).startsWith("java.lang.IllegalStateException: because");
    }
}
