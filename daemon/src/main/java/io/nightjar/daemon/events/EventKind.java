package io.nightjar.daemon.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Of what kind an event is. */
public enum EventKind {

    /** A configuration is in force for the first time. */
    CONFIGURED,

    /** Another configuration is in force. */
    RECONFIGURED,

    /** Something of the configuration cannot be used as it stands. */
    SET_ASIDE,

    /** More than half of the peers have announced everything since the start, or have had their time. */
    READY,

    /** A session is established. */
    SESSION_UP,

    /** A session has ended. */
    SESSION_DOWN,

    /** Changes of the configuration's origin arrive. */
    SOURCE_CONNECTED,

    /** Changes of the configuration's origin do not arrive. */
    SOURCE_DISCONNECTED,

    /** Routes had vanished from the kernel without our doing, and were written again. */
    KERNEL_REPAIRED,

    /** A route of somebody else keeps one of ours out. */
    KERNEL_CONFLICT,

    /** The kernel has refused a route. */
    KERNEL_REFUSED,

    /** The kernel has dropped notifications, so that everything was read again. */
    KERNEL_REREAD;

    /** In lower case, with hyphens. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static EventKind of(String label) {
        for (EventKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("there are no events of the kind '" + label + "'");
    }
}
