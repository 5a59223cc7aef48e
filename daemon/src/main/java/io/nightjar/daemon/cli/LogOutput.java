package io.nightjar.daemon.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * Where the log goes and what a line looks like. Logback asks for it at its first use; a file that says the same would have it read XML
 * by some four hundred classes more, at each start. Whoever names a file of his own ({@code -Dlogback.configurationFile}) gets that.
 */
public final class LogOutput extends ContextAwareBase implements Configurator {

    private static final String FILE_PROPERTY = "logback.configurationFile";
    private static final String TARGET = "System.err";

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty(FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        loggers.getStatusManager().add(new NopStatusListener());
        LevelChangePropagator propagator = new LevelChangePropagator();
        propagator.setContext(loggers);
        propagator.setResetJUL(true);
        propagator.start();
        loggers.addListener(propagator);

        Logger own = loggers.getLogger("io.nightjar");
        own.setLevel(Level.INFO);
        own.setAdditive(false);
        own.addAppender(appender(loggers, "nightjar", new TextLines(true)));
        // A namespace with nothing but a loopback has no hardware address, and nobody needs one.
        loggers.getLogger("io.netty.util.internal.MacAddressUtil").setLevel(Level.ERROR);
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(loggers, "libraries", new TextLines(false)));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Appender<ILoggingEvent> appender(LoggerContext loggers, String name, TextLines encoder) {
        encoder.setContext(loggers);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName(name);
        appender.setTarget(TARGET);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
