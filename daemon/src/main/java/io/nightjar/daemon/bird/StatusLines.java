package io.nightjar.daemon.bird;

import io.nightjar.daemon.bird.BirdSource.Recovery;
import io.nightjar.daemon.bird.BirdSource.Router;
import java.util.Locale;

/** What {@code show status} and {@code show memory} print. */
final class StatusLines {

    private static final long FOUR_DIGITS = 10_000;

    private static final long KIBI = 1024;

    private StatusLines() {}

    static void write(Reply reply, Router router, BirdClock clock) {
        reply.line(ReplyCode.VERSION, BirdShell.VERSION);
        reply.line(ReplyCode.UPTIME, "Router ID is " + router.config().local().identifier());
        reply.line(ReplyCode.UPTIME, "Current server time is " + clock.full(clock.now()));
        reply.line(ReplyCode.UPTIME, "Last reboot on " + clock.full(clock.ago(router.uptime())));
        reply.line(ReplyCode.UPTIME, "Last reconfiguration on " + clock.full(clock.ago(router.sinceReconfiguration())));
        Recovery recovery = router.recovery();
        if (recovery.going()) {
            reply.line(ReplyCode.RECOVERY_REPORT, "Graceful restart recovery in progress");
            reply.line(ReplyCode.RECOVERY_REPORT, "  Waiting for " + recovery.waitingFor() + " protocols to recover");
            reply.line(
                    ReplyCode.RECOVERY_REPORT,
                    "  Wait timer is " + recovery.left().toSeconds() + "/"
                            + recovery.limit().toSeconds());
        }
        reply.end(ReplyCode.STATUS_REPORT, router.stopping() ? "Shutdown in progress" : "Daemon is up and running");
    }

    /** BIRD knows what each of its parts takes; of a heap only the whole is known. */
    static void memory(Reply reply) {
        Runtime runtime = Runtime.getRuntime();
        reply.line(ReplyCode.MEMORY, "BIRD memory usage");
        reply.line(ReplyCode.MEMORY, size("Total:", runtime.totalMemory() - runtime.freeMemory()));
        reply.end();
    }

    static String size(String name, long octets) {
        long number = octets;
        int unit = 0;
        while (number >= FOUR_DIGITS && unit < 3) {
            number = (number + KIBI / 2) / KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, "%-17s %4d %cB", name, number, " kMG".charAt(unit));
    }
}
