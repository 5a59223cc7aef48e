package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP to etcd, with its certificates and users. */
final class EtcdHttp {

    private final HttpClient client;

    private final @Nullable String authorization;

    private EtcdHttp(HttpClient client, @Nullable String authorization) {
        this.client = client;
        this.authorization = authorization;
    }

    /** Reads the certificates anew. */
    static EtcdHttp of(DatastoreConfig config, Executor executor) throws IOException, GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(EtcdConnection.ANSWER_TIMEOUT)
                .executor(executor);
        DatastoreConfig.Tls tls = config.tls();
        if (tls != null) {
            builder.sslContext(sslContext(tls));
        }
        DatastoreConfig.Credentials user = config.credentials();
        return new EtcdHttp(builder.build(), user == null ? null : basic(user));
    }

    HttpClient client() {
        return client;
    }

    /** A question, whose answer must begin soon but may then take its time. */
    HttpRequest get(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(EtcdConnection.ANSWER_TIMEOUT)
                .GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static String basic(DatastoreConfig.Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext sslContext(DatastoreConfig.Tls tls) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        DatastoreConfig.Identity identity = tls.identity();
        context.init(
                identity == null ? null : showing(identity),
                tls.authority() == null ? null : trusting(PemFile.certificates(tls.authority())),
                null);
        return context;
    }

    private static KeyManager[] showing(DatastoreConfig.Identity identity)
            throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        char[] unprotected = new char[0];
        store.setKeyEntry(
                "nightjar",
                PemFile.privateKey(identity.privateKey()),
                unprotected,
                PemFile.certificates(identity.certificate()).toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, unprotected);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static TrustManager[] trusting(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
