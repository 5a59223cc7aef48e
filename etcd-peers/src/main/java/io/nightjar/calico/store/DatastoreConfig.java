package io.nightjar.calico.store;

import io.nightjar.calico.environment.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach etcd.
 *
 * @param api which of etcd's APIs to use
 * @param location where it is
 * @param tls what to trust and who we are; null if the endpoints are plain {@code http}
 * @param credentials null if etcd has no users
 * @param guardsDeletions whether a listing has to confirm that most of the keys have gone at once
 */
public record DatastoreConfig(
        EtcdApi api,
        Location location,
        @Nullable Tls tls,
        @Nullable Credentials credentials,
        boolean guardsDeletions) {

    /** An etcd whose deletions are guarded. */
    public DatastoreConfig(EtcdApi api, Location location, @Nullable Tls tls, @Nullable Credentials credentials) {
        this(api, location, tls, credentials, true);
    }

    /** An etcd with these endpoints. */
    public DatastoreConfig(EtcdApi api, List<URI> endpoints, @Nullable Tls tls, @Nullable Credentials credentials) {
        this(api, new Listed(endpoints), tls, credentials);
    }

    /** An etcd with these endpoints that is read through the v3 API. */
    public DatastoreConfig(List<URI> endpoints, @Nullable Tls tls, @Nullable Credentials credentials) {
        this(EtcdApi.V3, endpoints, tls, credentials);
    }

    /** Where etcd is. */
    public sealed interface Location {

        /** The same for people. */
        String text();
    }

    /**
     * Where we were told that it is.
     *
     * @param endpoints at least one, all with the same scheme, each with host and port
     */
    public record Listed(List<URI> endpoints) implements Location {

        public Listed {
            endpoints = List.copyOf(endpoints);
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("at least one endpoint is needed");
            }
        }

        @Override
        public String text() {
            return endpoints.stream().map(URI::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * Where the DNS says that it is, whenever it is asked.
     *
     * @param domain whose records SRV are looked at
     */
    public record Discovered(String domain) implements Location {

        @Override
        public String text() {
            return "SRV of " + domain;
        }
    }

    /** The endpoints as far as they are known; none if the DNS is to be asked. */
    public List<URI> endpoints() {
        return location instanceof Listed listed ? listed.endpoints() : List.of();
    }

    /** The same at these endpoints, with TLS only if they want it. */
    DatastoreConfig at(List<URI> endpoints) {
        boolean secure = "https".equals(endpoints.get(0).getScheme());
        return new DatastoreConfig(api, new Listed(endpoints), secure ? tls : null, credentials, guardsDeletions);
    }

    /**
     * Reads {@code ETCD_ENDPOINTS} and its kin as calico-node does.
     *
     * @throws io.nightjar.calico.environment.EnvironmentException naming the variable whose value is missing or wrong
     */
    public static DatastoreConfig fromEnvironment(Environment environment) {
        return new DatastoreEnvironment(environment).config();
    }

    /**
     * The files are read anew for each connection, so that renewed certificates are picked up.
     *
     * @param authority certificates to trust, PEM; null for those of the platform
     * @param identity our certificate and key; null if etcd does not ask for one
     */
    public record Tls(@Nullable Path authority, @Nullable Identity identity) {}

    /**
     * Our side of mutual TLS.
     *
     * @param certificate the chain, PEM, our own certificate first
     * @param privateKey PEM: PKCS#8, PKCS#1 or SEC1
     */
    public record Identity(Path certificate, Path privateKey) {}

    /**
     * A user of etcd.
     *
     * @param user the name
     * @param password never printed
     */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
