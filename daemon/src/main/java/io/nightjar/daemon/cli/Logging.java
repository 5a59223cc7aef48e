package io.nightjar.daemon.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The daemon's log: slf4j for all, standard error for people. */
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

    private Logging() {}

    /** Takes over java.util.logging, and tells this much of our own. */
    static void start(Verbosity verbosity) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        tell(verbosity);
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
