package io.nightjar.daemon.top;

import java.util.Locale;

/** How long something has been so. */
public final class Durations {

    private static final long MINUTE = 60;

    private static final long HOUR = 60 * MINUTE;

    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** As {@code 3d4h}, {@code 4h05m}, {@code 5m06s} or {@code 6s}. */
    public static String text(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / MINUTE, seconds % MINUTE);
        }
        if (seconds < DAY) {
            return String.format(Locale.ROOT, "%dh%02dm", seconds / HOUR, seconds / MINUTE % MINUTE);
        }
        return seconds / DAY + "d" + seconds / HOUR % 24 + "h";
    }
}
