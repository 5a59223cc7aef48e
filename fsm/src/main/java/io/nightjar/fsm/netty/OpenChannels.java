package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that have not been closed yet, so that a shutdown can wait for last words. Any thread. */
final class OpenChannels {

    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    void add(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(closed -> channels.remove(channel));
    }

    /** Completes when all that are open now have been closed. */
    CompletableFuture<Void> whenClosed() {
        return CompletableFuture.allOf(
                channels.stream().map(OpenChannels::closeOf).toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> closeOf(Channel channel) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.closeFuture().addListener(future -> closed.complete(null));
        return closed;
    }
}
