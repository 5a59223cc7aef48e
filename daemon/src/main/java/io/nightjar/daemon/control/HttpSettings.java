package io.nightjar.daemon.control;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and to whom HTTP answers.
 *
 * @param address where to listen
 * @param tokenFile has what askers have to know; null if nothing
 * @param tls how connections are encrypted; null if they are not
 */
public record HttpSettings(
        InetSocketAddress address,
        @Nullable Path tokenFile,
        @Nullable Tls tls) {

    /** Without encryption. */
    public HttpSettings(InetSocketAddress address, @Nullable Path tokenFile) {
        this(address, tokenFile, null);
    }

    /**
     * Files in PEM form; they are read again when they have changed.
     *
     * @param certificate ours, with those that lead to a well-known one
     * @param key of our certificate, in PKCS #8
     * @param clientCa who has signed the certificates of those who may ask; null if they need none
     */
    public record Tls(Path certificate, Path key, @Nullable Path clientCa) {}

    /** Whether it is known who asks, or askers are on this machine. */
    public boolean isGuarded() {
        return address.getAddress().isLoopbackAddress() || tokenFile != null || isMutual();
    }

    /** Whether askers need a certificate. */
    boolean isMutual() {
        return tls != null && tls.clientCa() != null;
    }
}
