package io.nightjar.fsm;

import org.jspecify.annotations.Nullable;

/** The timers of RFC 4271 §8.1.3 that a session has, and the one of RFC 9687. */
public enum SessionTimer {
    CONNECT_RETRY(FsmEventType.CONNECT_RETRY_TIMER_EXPIRES),
    HOLD(FsmEventType.HOLD_TIMER_EXPIRES),
    KEEPALIVE(FsmEventType.KEEPALIVE_TIMER_EXPIRES),
    DELAY_OPEN(FsmEventType.DELAY_OPEN_TIMER_EXPIRES),
    IDLE_HOLD(FsmEventType.IDLE_HOLD_TIMER_EXPIRES),
    SEND_HOLD(FsmEventType.SEND_HOLD_TIMER_EXPIRES);

    private static final SessionTimer[] ALL = values();

    private final FsmEventType expiryType;

    SessionTimer(FsmEventType expiryType) {
        this.expiryType = expiryType;
    }

    FsmEventType expiryType() {
        return expiryType;
    }

    /** The timer that an event says has run down; null for any other event. */
    static @Nullable SessionTimer expiredBy(FsmEventType type) {
        for (SessionTimer timer : ALL) {
            if (timer.expiryType == type) {
                return timer;
            }
        }
        return null;
    }

    /** The event that tells the machine that this timer has run down. */
    public FsmEvent expiry() {
        return switch (this) {
            case CONNECT_RETRY -> new FsmEvent.ConnectRetryTimerExpires();
            case HOLD -> new FsmEvent.HoldTimerExpires();
            case KEEPALIVE -> new FsmEvent.KeepaliveTimerExpires();
            case DELAY_OPEN -> new FsmEvent.DelayOpenTimerExpires();
            case IDLE_HOLD -> new FsmEvent.IdleHoldTimerExpires();
            case SEND_HOLD -> new FsmEvent.SendHoldTimerExpires();
        };
    }
}
