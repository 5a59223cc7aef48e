package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.nightjar");

    private final Level before = logger.getLevel();

    @AfterEach
    void asItWas() {
        logger.setLevel(before);
    }

    @Test
    void followsCalicosWords() {
        Logging.follow("debug");
        assertThat(logger.getLevel()).isEqualTo(Level.DEBUG);
        Logging.follow("none");
        assertThat(logger.getLevel()).isEqualTo(Level.WARN);
        Logging.follow("info");
        assertThat(logger.getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void logbackAsksUsWhereTheLogGoes() {
        assertThat(logger.getAppender("nightjar")).as("found as a service").isNotNull();
        assertThat(logger.isAdditive()).isFalse();
    }

    @Test
    void librariesTellTheirNameAndNoStackTrace() {
        LoggerContext loggers = new LoggerContext();

        assertThat(new LogOutput().configure(loggers)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        assertThat(root.getAppender("libraries"))
                .isInstanceOfSatisfying(
                        ConsoleAppender.class,
                        appender -> assertThat(appender.getTarget()).isEqualTo("System.err"));
        ILoggingEvent event = new LoggingEvent(
                "here", loggers.getLogger("io.grpc.Channel"), Level.WARN, "gone", new IOException("why"), null);
        assertThat(encoded(root.getAppender("libraries"), event)).matches("\\S+ WARN  Channel: gone\n");
        Logger own = loggers.getLogger("io.nightjar");
        assertThat(encoded(own.getAppender("nightjar"), event)).contains("WARN  gone\njava.io.IOException: why\n");
        loggers.stop();
    }

    private static String encoded(Appender<ILoggingEvent> appender, ILoggingEvent event) {
        byte[] line =
                ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder().encode(event);
        return new String(line, StandardCharsets.UTF_8);
    }

    @Test
    void aFileOfSomebodysOwnCounts() {
        System.setProperty("logback.configurationFile", "/somewhere.xml");
        try {
            assertThat(new LogOutput().configure(new LoggerContext())).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            System.clearProperty("logback.configurationFile");
        }
    }
}
