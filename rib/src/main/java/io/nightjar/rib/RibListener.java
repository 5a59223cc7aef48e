package io.nightjar.rib;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;
import java.util.List;

/** Hears what the table decides, on the table's thread; it hands over and returns at once. */
public interface RibListener {

    /** A listener that is not interested. */
    RibListener NONE = new RibListener() {
        @Override
        public void bestPathsChanged(List<BestPathChange> changes) {}

        @Override
        public void endOfRib(PeerId peer, AddressFamily family) {}
    };

    /**
     * Best paths changed.
     *
     * @param changes of one turn of the table's loop, each prefix at most once; not empty
     */
    void bestPathsChanged(List<BestPathChange> changes);

    /** The peer has announced all that it had when the session came up (RFC 4724); its routes have been told before. */
    void endOfRib(PeerId peer, AddressFamily family);
}
