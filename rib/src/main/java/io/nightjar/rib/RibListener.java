package io.nightjar.rib;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.PrefixLimit;
import java.time.Duration;
import java.util.List;

/** Hears what the table decides, on the table's thread; it hands over and returns at once. */
public interface RibListener {

    /** A listener that is not interested. */
    RibListener NONE = new RibListener() {
        @Override
        public void bestPathsChanged(List<BestPathChange> changes) {}

        @Override
        public void endOfRib(PeerId peer, AddressFamily family) {}

        @Override
        public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {}

        @Override
        public void waitEnded(long number) {}

        @Override
        public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {}
    };

    /**
     * Best paths changed.
     *
     * @param changes of one turn of the table's loop, each prefix at most once; not empty
     */
    void bestPathsChanged(List<BestPathChange> changes);

    /** The peer has announced all that it had when the session came up (RFC 4724); its routes have been told before. */
    void endOfRib(PeerId peer, AddressFamily family);

    /**
     * Stale routes of a peer are kept from now on. When the time has passed, the table has to be told with the same number; it
     * knows whether that still matters. In a family of a peer there are at most two waits at a time.
     */
    void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit);

    /** The time of a wait does not matter any longer, whether it has passed or not: told once of each that began. */
    void waitEnded(long number);

    /**
     * A peer has announced as many routes as its limit warns of, or more than it allows: told once for each crossing.
     *
     * @param count how many there are
     */
    void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit);

    /** Nothing is known any longer of what a peer has announced in this session, which has ended. */
    default void peerForgotten(NegotiatedSession ended) {}
}
