package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoints that a configuration means: those that it lists, or those that a domain has in the DNS, in the way
 * of etcd's own tools ({@code _etcd-client-ssl._tcp} and {@code _etcd-client._tcp}). If there are any with TLS, the others do
 * not count.
 */
final class EndpointLocator {

    private static final String WITH_TLS = "_etcd-client-ssl._tcp.";

    private static final String PLAIN = "_etcd-client._tcp.";

    private final SrvLookup dns;

    EndpointLocator(SrvLookup dns) {
        this.dns = dns;
    }

    /**
     * The configuration with the endpoints that accept connections; asks the DNS anew. Blocks for some seconds at most.
     *
     * @throws IOException if there are none, with the reason
     */
    DatastoreConfig locate(DatastoreConfig config) throws IOException {
        List<URI> endpoints = config.location() instanceof DatastoreConfig.Discovered discovered
                ? discover(discovered.domain())
                : config.endpoints();
        return config.at(new EndpointProbe().reachable(endpoints));
    }

    private List<URI> discover(String domain) throws IOException {
        List<URI> secure = endpoints("https://", WITH_TLS + domain);
        List<URI> found = secure.isEmpty() ? endpoints("http://", PLAIN + domain) : secure;
        if (found.isEmpty()) {
            throw new IOException("the DNS has no usable record SRV " + WITH_TLS + domain + " or " + PLAIN + domain);
        }
        return found;
    }

    private List<URI> endpoints(String scheme, String service) throws IOException {
        List<URI> endpoints = new ArrayList<>();
        for (SrvLookup.Target target : dns.targets(service)) {
            @Nullable URI endpoint = DatastoreEnvironment.endpoint(scheme + target.host() + ":" + target.port());
            if (endpoint != null) {
                endpoints.add(endpoint);
            }
        }
        return endpoints;
    }
}
