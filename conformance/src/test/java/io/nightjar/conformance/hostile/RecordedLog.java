package io.nightjar.conformance.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What the speakers of this process say in their log, in place of the console. */
final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger ours = (Logger) LoggerFactory.getLogger("io.nightjar");
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    static RecordedLog begin() {
        RecordedLog log = new RecordedLog();
        log.setContext(log.ours.getLoggerContext());
        log.start();
        log.ours.iteratorForAppenders().forEachRemaining(log.others::add);
        log.others.forEach(log.ours::detachAppender);
        log.ours.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** The lines so far. */
    List<String> lines() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** How many lines there are that contain this. */
    long count(String part) {
        return lines().stream().filter(line -> line.contains(part)).count();
    }

    /** Lines that say that something is wrong with ourselves. */
    List<String> faultsOfOurOwn() {
        List<String> faults = new ArrayList<>();
        for (ILoggingEvent event : events) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
                faults.add(event.toString());
            }
        }
        return faults;
    }

    @Override
    public void close() {
        ours.detachAppender(this);
        others.forEach(ours::addAppender);
        stop();
    }
}
