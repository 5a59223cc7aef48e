package io.nightjar.kernel;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * What the log is told of single routes. What happens to one may happen to ten thousand at once: in each turn the first are named, and
 * the others counted. Owned by the {@code kernel} thread.
 */
final class RouteLog {

    /** What can be said of a route. */
    enum Matter {
        REPAIR(Level.INFO, 20, "route-repair", "repairing"),
        CONFLICT(Level.WARN, 20, "route-conflict", "in conflict with other owners"),
        REFUSED(Level.WARN, 20, "route-refused", "not written"),
        /** One route stands for all over its link. */
        WAITS(Level.WARN, 1, "route-waits", "not written for want of a link"),
        STAYS(Level.WARN, 20, "route-stays", "cannot be deleted");

        private final Level level;
        private final int named;
        private final String event;
        private final String words;

        Matter(Level level, int named, String event, String words) {
            this.level = level;
            this.named = named;
            this.event = event;
            this.words = words;
        }
    }

    private final Logger log;
    private final Map<Matter, Integer> told = new EnumMap<>(Matter.class);

    /** Writes to {@code log}. */
    RouteLog(Logger log) {
        this.log = log;
    }

    /** A line about this route, which goes nowhere if there were many such lines in this turn. */
    LoggingEventBuilder about(Matter matter, KernelRoute route) {
        int times = told.getOrDefault(matter, 0) + 1;
        told.put(matter, times);
        return (times <= matter.named ? log.atLevel(matter.level) : NOPLoggingEventBuilder.singleton())
                .addKeyValue("event", matter.event)
                .addKeyValue("prefix", route.destination());
    }

    /** Says how many more there were. */
    void turnEnds() {
        told.forEach((matter, routes) -> {
            if (routes > matter.named) {
                log.atLevel(matter.level)
                        .addKeyValue("event", matter.event)
                        .addKeyValue("routes", routes - matter.named)
                        .log("{}: {} more routes", matter.words, routes - matter.named);
            }
        });
        told.clear();
    }
}
