package io.nightjar.daemon.bird;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.config.PeerPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What BIRD calls an instance of a protocol: a session, or one of those that a configuration of Calico has besides.
 *
 * @param name of the instance
 * @param kind of protocol
 * @param since how long ago it came into its state
 * @param session with a peer; null for the others
 */
public record BirdProtocol(
        String name, Kind kind, Duration since, @Nullable Session session) {

    /** Kinds of protocols. */
    public enum Kind {
        STATIC("Static", 200),
        KERNEL("Kernel", 10),
        DEVICE("Device", 240),
        DIRECT("Direct", 240),
        BGP("BGP", 100);

        private final String text;

        private final int preference;

        Kind(String text, int preference) {
            this.text = text;
            this.preference = preference;
        }

        /** What BIRD calls it. */
        public String text() {
            return text;
        }

        /** Of its routes, before a filter has changed it. */
        public int preference() {
            return preference;
        }

        /** The name of the only instance of a kind that Calico has one of. */
        public String only() {
            return switch (this) {
                case STATIC -> "static1";
                case KERNEL -> "kernel1";
                case DEVICE -> "device1";
                case DIRECT -> "direct1";
                case BGP -> throw new IllegalStateException("there are many");
            };
        }
    }

    /**
     * A session with a peer.
     *
     * @param status as it is
     * @param policy what happens to its routes
     * @param held whether what we have to tell waits for the end of our restart
     * @param message words of the operator who has touched it; empty if there are none
     */
    public record Session(SessionStatus status, PeerPolicy policy, boolean held, String message) {}

    /** One that is there whenever the daemon is. */
    public static BirdProtocol only(Kind kind, Duration since) {
        return new BirdProtocol(kind.only(), kind, since, null);
    }

    /** The state of the instance in a word. */
    String state() {
        return session == null ? "up" : SessionWords.protocolState(session);
    }

    /** Which peer a session is with. */
    PeerId peer() {
        if (session == null) {
            throw new IllegalStateException(name + " has no peer");
        }
        return session.status().peer().id();
    }

    /** Whether routes can be told to it. */
    boolean up() {
        return session == null || session.status().negotiated() != null;
    }

    /** What there is to say about the state. */
    String info() {
        return session == null ? "" : SessionWords.info(session);
    }
}
