package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
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
}
