package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.TcpPassword;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The TCP MD5 keys of one listening socket: those wanted, and what the kernel has taken of them. A key that it refuses is told of
 * once, and tried again when it is another one or there is room again. Owned by the listener's loop.
 */
final class ListenerKeys {

    private final Afi afi;
    private final BiConsumer<Prefix, String> onRefusal;
    private final Map<Prefix, TcpPassword> installed = new HashMap<>();
    private final Map<Prefix, TcpPassword> refused = new HashMap<>();
    private Map<Prefix, TcpPassword> wanted = Map.of();

    ListenerKeys(Afi afi, BiConsumer<Prefix, String> onRefusal) {
        this.afi = afi;
        this.onRefusal = onRefusal;
    }

    void want(Map<Prefix, TcpPassword> keys) {
        wanted = keys;
    }

    /** Sets all keys of a socket that is new. */
    void installOn(Channel fresh) {
        installed.clear();
        refused.clear();
        update(fresh);
    }

    /** Sets what has changed. */
    void update(Channel server) {
        boolean room = false;
        for (Prefix network : Set.copyOf(installed.keySet())) {
            if (!wanted.containsKey(network)) {
                installed.remove(network);
                tell(network, TcpMd5.set(server, network, null));
                room = true;
            }
        }
        refused.keySet().retainAll(wanted.keySet());
        boolean again = room;
        wanted.forEach((network, password) -> {
            boolean done = password.equals(installed.get(network));
            boolean hopeless = !again && password.equals(refused.get(network));
            if (network.afi().equals(afi) && !done && !hopeless) {
                install(server, network, password);
            }
        });
    }

    private void install(Channel server, Prefix network, TcpPassword password) {
        String refusal = TcpMd5.set(server, network, password);
        if (refusal.isEmpty()) {
            installed.put(network, password);
            refused.remove(network);
        } else if (!password.equals(refused.put(network, password))) {
            tell(network, refusal);
        }
    }

    private void tell(Prefix network, String refusal) {
        if (!refusal.isEmpty()) {
            onRefusal.accept(network, refusal);
        }
    }
}
