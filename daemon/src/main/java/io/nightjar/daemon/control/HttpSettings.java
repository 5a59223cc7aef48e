package io.nightjar.daemon.control;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and to whom HTTP answers.
 *
 * @param address where to listen
 * @param tokenFile has what askers have to know; null if nothing
 */
public record HttpSettings(
        InetSocketAddress address, @Nullable Path tokenFile) {

    /** Whether it is known who asks, or askers are on this machine. */
    public boolean isGuarded() {
        return address.getAddress().isLoopbackAddress() || tokenFile != null;
    }
}
