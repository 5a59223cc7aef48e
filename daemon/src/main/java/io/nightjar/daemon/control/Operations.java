package io.nightjar.daemon.control;

import java.util.concurrent.CompletableFuture;

/** Who does what an operator wants. */
public interface Operations {

    /** Does it, or says why not. */
    CompletableFuture<Outcome> perform(PeerAction action);

    /**
     * What came of it.
     *
     * @param kind whether it was done
     * @param text for people, without a full stop
     */
    record Outcome(Kind kind, String text) {

        /** It was done. */
        public static Outcome done(String text) {
            return new Outcome(Kind.DONE, text);
        }

        /** There is nobody of that name. */
        public static Outcome unknown(String peer) {
            return new Outcome(Kind.UNKNOWN_PEER, "there is no peer named " + peer);
        }

        /** It cannot be done as things are. */
        public static Outcome refused(String text) {
            return new Outcome(Kind.REFUSED, text);
        }
    }

    /** Whether it was done. */
    enum Kind {
        DONE,
        UNKNOWN_PEER,
        REFUSED
    }
}
