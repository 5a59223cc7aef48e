package io.nightjar.calico.store;

import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.environment.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link DatastoreConfig} from the variables that calico-node knows. */
final class DatastoreEnvironment {

    private static final String TYPE = "DATASTORE_TYPE";

    private static final String ENDPOINTS = "ETCD_ENDPOINTS";

    private static final String DISCOVERY = "ETCD_DISCOVERY_SRV";

    private static final String AUTHORITY = "ETCD_AUTHORITY";

    private static final String SCHEME = "ETCD_SCHEME";

    private static final String CA_FILE = "ETCD_CA_CERT_FILE";

    private static final String CERT_FILE = "ETCD_CERT_FILE";

    private static final String KEY_FILE = "ETCD_KEY_FILE";

    private static final String USERNAME = "ETCD_USERNAME";

    private static final String PASSWORD = "ETCD_PASSWORD";

    private static final String GUARD = "NIGHTJAR_GUARD_DELETIONS";

    private static final String HTTPS = "https";

    /** Scheme, host (a name, an IPv4 address or an IPv6 address in brackets) and port. */
    private static final Pattern ENDPOINT = Pattern.compile(
            "(https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5}))/?");

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?\\.?");

    private final Environment environment;

    DatastoreEnvironment(Environment environment) {
        this.environment = environment;
    }

    DatastoreConfig config() {
        EtcdApi api = api();
        String domain = environment.trimmed(DISCOVERY);
        if (!domain.isEmpty()) {
            return new DatastoreConfig(api, discovered(domain), tls(), credentials(), guardsDeletions());
        }
        List<URI> endpoints = endpoints();
        boolean secure = HTTPS.equals(endpoints.get(0).getScheme());
        return new DatastoreConfig(
                api, new DatastoreConfig.Listed(endpoints), secure ? tls() : null, credentials(), guardsDeletions());
    }

    private boolean guardsDeletions() {
        return environment.flag(GUARD, true);
    }

    private DatastoreConfig.Discovered discovered(String domain) {
        if (!environment.trimmed(ENDPOINTS).isEmpty()) {
            throw new EnvironmentException(
                    DISCOVERY, "is set, and so is " + ENDPOINTS + ": only one of them can count");
        }
        if (!DOMAIN.matcher(domain).matches()) {
            throw new EnvironmentException(DISCOVERY, "'" + domain + "' is not a domain like example.com");
        }
        return new DatastoreConfig.Discovered(domain);
    }

    private EtcdApi api() {
        try {
            return EtcdApi.parse(environment.trimmed(TYPE));
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(TYPE, String.valueOf(e.getMessage()));
        }
    }

    private List<URI> endpoints() {
        String list = environment.trimmed(ENDPOINTS);
        if (list.isEmpty()) {
            return List.of(legacyEndpoint());
        }
        List<URI> endpoints = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            if (!part.isBlank()) {
                endpoints.add(endpoint(part.strip(), ENDPOINTS));
            }
        }
        if (endpoints.isEmpty()) {
            throw new EnvironmentException(ENDPOINTS, "'" + list + "' holds no endpoint");
        }
        if (endpoints.stream().map(URI::getScheme).distinct().count() > 1) {
            throw new EnvironmentException(ENDPOINTS, "'" + list + "' mixes http and https");
        }
        return endpoints;
    }

    private URI legacyEndpoint() {
        String authority = environment.trimmed(AUTHORITY);
        if (authority.isEmpty()) {
            throw new EnvironmentException(ENDPOINTS, "is not set; it says where etcd is, as in http://127.0.0.1:2379");
        }
        String scheme = environment.trimmed(SCHEME);
        if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals(HTTPS)) {
            throw new EnvironmentException(SCHEME, "'" + scheme + "' is neither http nor https");
        }
        return endpoint((scheme.isEmpty() ? "http" : scheme) + "://" + authority, AUTHORITY);
    }

    private static URI endpoint(String text, String variable) {
        URI endpoint = endpoint(text);
        if (endpoint == null) {
            throw new EnvironmentException(
                    variable, "'" + text + "' is not of the form http://host:port or https://host:port");
        }
        return endpoint;
    }

    /** The endpoint that a text names, or null if it names none. */
    static @Nullable URI endpoint(String text) {
        Matcher parts = ENDPOINT.matcher(text);
        if (parts.matches() && Integer.parseInt(parts.group(2)) <= 65_535) {
            URI uri = URI.create(parts.group(1));
            if (uri.getHost() != null && uri.getPort() > 0) {
                return uri;
            }
        }
        return null;
    }

    private DatastoreConfig.Tls tls() {
        Path authority = file(CA_FILE, PemFile::certificates);
        Path certificate = file(CERT_FILE, PemFile::certificates);
        Path privateKey = file(KEY_FILE, PemFile::privateKey);
        if (certificate != null && privateKey != null) {
            return new DatastoreConfig.Tls(authority, new DatastoreConfig.Identity(certificate, privateKey));
        }
        if (certificate != null) {
            throw new EnvironmentException(KEY_FILE, "is needed because " + CERT_FILE + " is set");
        }
        if (privateKey != null) {
            throw new EnvironmentException(CERT_FILE, "is needed because " + KEY_FILE + " is set");
        }
        return new DatastoreConfig.Tls(authority, null);
    }

    /** The file that a variable names, after a look whether it can be used; null if the variable is not set. */
    private @Nullable Path file(String variable, PemFile.Reader<?> reader) {
        String name = environment.trimmed(variable);
        if (name.isEmpty()) {
            return null;
        }
        try {
            Path file = Path.of(name);
            reader.read(file);
            return file;
        } catch (InvalidPathException e) {
            throw new EnvironmentException(variable, "'" + name + "' is not a file name");
        } catch (IOException e) {
            throw new EnvironmentException(variable, "cannot read the file '" + name + "'");
        } catch (GeneralSecurityException e) {
            throw new EnvironmentException(variable, "'" + name + "': " + e.getMessage());
        }
    }

    private DatastoreConfig.@Nullable Credentials credentials() {
        String user = environment.trimmed(USERNAME);
        String password = environment.variable(PASSWORD);
        return user.isEmpty() || password == null || password.isEmpty()
                ? null
                : new DatastoreConfig.Credentials(user, password);
    }
}
