package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.TcpPassword;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The passwords of all peers and ranges, which every listener has to know. A peer's key wins over that of the range that it is in;
 * of several peers at one address, the first by name counts. Owned by the thread that applies the configuration.
 */
final class KeyRing {

    private final Map<PeerId, Key> peers = new TreeMap<>();
    private final Map<Prefix, TcpPassword> ranges = new TreeMap<>();

    private record Key(Prefix network, TcpPassword password) {}

    /** Takes over a peer's password, or that it has none; returns whether something has changed. */
    boolean peer(PeerConfig config) {
        TcpPassword password = config.transport().password();
        if (password == null) {
            return forget(config.id());
        }
        Key key = new Key(Prefix.host(config.remote().address()), password);
        return !key.equals(peers.put(config.id(), key));
    }

    boolean forget(PeerId peer) {
        return peers.remove(peer) != null;
    }

    /** Takes over a range's password, or with null that it has none. */
    boolean range(Prefix network, @Nullable TcpPassword password) {
        return password == null ? ranges.remove(network) != null : !password.equals(ranges.put(network, password));
    }

    /** One key for each address or network. */
    Map<Prefix, TcpPassword> keys() {
        Map<Prefix, TcpPassword> keys = new TreeMap<>();
        peers.values().forEach(key -> keys.putIfAbsent(key.network, key.password));
        ranges.forEach(keys::putIfAbsent);
        return keys;
    }
}
