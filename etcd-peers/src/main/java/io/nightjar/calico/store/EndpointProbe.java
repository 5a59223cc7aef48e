package io.nightjar.calico.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which endpoints accept connections at all. A client that is only made when one does never falls into the
 * minutes of back-off that gRPC applies to a channel whose endpoints are away.
 */
final class EndpointProbe {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /**
     * The endpoints that accept a connection, in their order; blocks for a second per endpoint at most.
     *
     * @throws IOException if none does, with the reason of each
     */
    List<URI> reachable(List<URI> endpoints) throws IOException {
        List<URI> reachable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (URI endpoint : endpoints) {
            try (Socket socket = new Socket()) {
                socket.connect(address(endpoint), (int) CONNECT_TIMEOUT.toMillis());
                reachable.add(endpoint);
            } catch (IOException e) {
                reasons.add(endpoint + ": " + e.getMessage());
            }
        }
        if (reachable.isEmpty()) {
            throw new IOException(String.join("; ", reasons));
        }
        return reachable;
    }

    private static InetSocketAddress address(URI endpoint) {
        String host = endpoint.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(bare, endpoint.getPort());
    }
}
