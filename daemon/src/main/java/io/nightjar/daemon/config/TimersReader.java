package io.nightjar.daemon.config;

import io.nightjar.bgp.peer.PeerTimers;

/** Reads the timers of a neighbor. */
final class TimersReader {

    private TimersReader() {}

    static PeerTimers read(Section section) {
        int before = section.problems().count();
        int hold = section.getInt(Schema.HOLD);
        int keepalive = section.getInt(Schema.KEEPALIVE);
        int waitMin = section.getInt(Schema.ERROR_WAIT_MIN);
        int waitMax = section.getInt(Schema.ERROR_WAIT_MAX);
        int sendHold = section.getInt(Schema.SEND_HOLD_TIME);
        // RFC 4271 §4.2
        if (hold == 1 || hold == 2) {
            section.problem(Schema.HOLD, "must be 0 or at least 3 seconds");
        }
        if (keepalive > 0 && keepalive >= hold) {
            section.problem(Schema.KEEPALIVE, "must be less than hold (" + hold + ")");
        }
        if (waitMax < waitMin) {
            Key culprit = section.has(Schema.ERROR_WAIT_MAX) ? Schema.ERROR_WAIT_MAX : Schema.ERROR_WAIT_MIN;
            section.problem(culprit, "error-wait-min is " + waitMin + ", error-wait-max only " + waitMax);
        }
        // RFC 9687 §3.1
        if (sendHold > 0 && sendHold <= hold) {
            section.problem(Schema.SEND_HOLD_TIME, "must be 0 or more than hold (" + hold + ")");
        }
        if (section.problems().count() != before) {
            return PeerTimers.CALICO;
        }
        return new PeerTimers(
                hold,
                keepalive,
                section.getInt(Schema.CONNECT_DELAY),
                section.getInt(Schema.CONNECT_RETRY),
                waitMin,
                waitMax,
                sendHold);
    }
}
