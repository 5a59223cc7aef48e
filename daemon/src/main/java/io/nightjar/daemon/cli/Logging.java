package io.nightjar.daemon.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The daemon's log: slf4j for all, standard error for people or for machines. */
final class Logging {

    /** How much is told. */
    enum Verbosity {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For whom it is told. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Logging() {}

    /** Takes over java.util.logging, and tells this much of our own. */
    static void start(Verbosity verbosity, Format format) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        tell(verbosity);
        if (format == Format.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList()
                    .forEach(logger -> logger.iteratorForAppenders().forEachRemaining(appender -> {
                        if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                            encode(stream, new JsonLines());
                        }
                    }));
        }
    }

    private static void encode(OutputStreamAppender<ILoggingEvent> stream, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(stream.getContext());
        encoder.start();
        stream.stop();
        stream.setEncoder(encoder);
        stream.start();
    }

    /** Tells as much as Calico says: {@code debug}, {@code info}, or no more than warnings. */
    static void follow(String severity) {
        tell(
                switch (severity) {
                    case "debug" -> Verbosity.DEBUG;
                    case "info" -> Verbosity.INFO;
                    default -> Verbosity.WARN;
                });
    }

    private static void tell(Verbosity verbosity) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.nightjar").setLevel(Level.toLevel(verbosity.name()));
        }
    }
}
