package io.nightjar.daemon.control;

import io.netty.channel.Channel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections of a server, no more than there is room for: whoever comes is let in, and somebody gives way. The server's one loop
 * owns it.
 */
public final class Room<C> {

    private final int places;

    private final Comparator<C> order;

    private final Map<Channel, C> inside = new LinkedHashMap<>();

    /**
     * Nobody is there.
     *
     * @param order who gives way before whom; of equals who came first
     */
    public Room(int places, Comparator<C> order) {
        this.places = places;
        this.order = order;
    }

    /** Lets a connection in, until it is closed. */
    public void enter(Channel channel, C connection) {
        if (inside.size() >= places) {
            inside.entrySet().stream().min(Map.Entry.comparingByValue(order)).ifPresent(one -> {
                inside.remove(one.getKey());
                var unused = one.getKey().close();
            });
        }
        inside.put(channel, connection);
        var unused = channel.closeFuture().addListener(closed -> inside.remove(channel));
    }
}
