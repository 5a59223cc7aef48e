package io.nightjar.daemon.bird;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as BIRD shows them.
 *
 * @param source tells the time of day
 * @param zone in which it is shown
 */
public record BirdClock(InstantSource source, ZoneId zone) {

    /** What is older is shown as a date. */
    private static final Duration RECENT = Duration.ofHours(20);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** The machine's zone. */
    public BirdClock(InstantSource source) {
        this(source, ZoneId.systemDefault());
    }

    Instant now() {
        return source.instant();
    }

    /** The moment that was so long ago. */
    Instant ago(Duration time) {
        return now().minus(time);
    }

    /** {@code 22:33:57}, or {@code 2026-11-22} if that was not today. */
    String recent(Instant time) {
        return (time.plus(RECENT).isAfter(now()) ? TIME : DATE).format(time.atZone(zone));
    }

    /** {@code 2026-11-22 22:33:57}. */
    String full(Instant time) {
        return LONG.format(time.atZone(zone));
    }
}
