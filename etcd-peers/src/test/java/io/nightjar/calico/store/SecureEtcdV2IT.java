package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.EtcdV2Keys;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, passwords and certificates on the v2 API of a real etcd. */
@RequiresEtcd
class SecureEtcdV2IT {

    private static final String KEY = "/calico/bgp/v1/global/as_num";

    @TempDir
    Path directory;

    private final ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();

    private final RecordingListener listener = new RecordingListener();

    private EtcdServer etcd;

    private Datastore datastore;

    @AfterEach
    void stop() {
        if (datastore != null) {
            datastore.close();
        }
        control.shutdown();
        etcd.close();
    }

    private void follow(DatastoreConfig.Tls tls, DatastoreConfig.Credentials credentials) {
        datastore = new EtcdDatastore(
                new DatastoreConfig(EtcdApi.V2, List.of(etcd.endpoint()), tls, credentials),
                List.of("/calico/bgp/v1/"),
                control,
                new SplittableRandom(1));
        datastore.start(listener);
    }

    private void startWithUsers() {
        etcd = EtcdServer.startWithV2(directory);
        EtcdV2Keys keys = new EtcdV2Keys(etcd.endpoint());
        keys.put(KEY, "64512");
        keys.send("PUT", "/v2/auth/users/root", "{\"user\":\"root\",\"password\":\"secret\"}");
        keys.send(
                "PUT",
                "/v2/auth/roles/reader",
                "{\"role\":\"reader\",\"permissions\":{\"kv\":{\"read\":[\"/calico/*\"],\"write\":[]}}}");
        keys.send(
                "PUT",
                "/v2/auth/users/calico",
                "{\"user\":\"calico\",\"password\":\"s\u00fcss:\",\"roles\":[\"reader\"]}");
        keys.send("PUT", "/v2/auth/enable", "");
        EtcdV2Keys root = new EtcdV2Keys(etcd.endpoint(), HttpClient.newHttpClient(), "root:secret");
        root.send("DELETE", "/v2/auth/roles/guest", "");
    }

    @Test
    void theRightPasswordOpensTheStore() {
        startWithUsers();
        follow(null, new DatastoreConfig.Credentials("calico", "s\u00fcss:"));
        listener.awaitValue(KEY, "64512");
        listener.awaitStatus(true);
        new EtcdV2Keys(etcd.endpoint(), HttpClient.newHttpClient(), "root:secret").put(KEY, "64513");
        listener.awaitValue(KEY, "64513");
    }

    @Test
    void theWrongPasswordAndNobodyAreRefusedInOneLine() {
        startWithUsers();
        follow(null, new DatastoreConfig.Credentials("calico", "guess"));
        assertThat(listener.awaitStatus(false).reason())
                .startsWith(etcd.endpoint() + ": refuses the user: ")
                .endsWith("Insufficient credentials");
        assertThat(listener.unreadViews()).isEmpty();
        datastore.close();
        follow(null, null);
        assertThat(listener.awaitStatus(false).reason()).contains("refuses the user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8.pem", "rsa-pkcs1.pem"})
    void certificatesAreShownAndChecked(String key) {
        startWithTls();
        Path certificate = PemFileTest.resource("certificate.pem");
        follow(
                new DatastoreConfig.Tls(
                        certificate, new DatastoreConfig.Identity(certificate, PemFileTest.resource(key))),
                null);
        assertThat(listener.awaitStatus(true).reason()).startsWith("https://");
        assertThat(listener.unreadViews()).isEmpty();
    }

    @Test
    void whoShowsNoCertificateIsRefused() {
        startWithTls();
        follow(new DatastoreConfig.Tls(PemFileTest.resource("certificate.pem"), null), null);
        // The store tells why and hangs up, and sometimes the second overtakes the first.
        assertThat(listener.awaitStatus(false).reason()).containsAnyOf("bad_certificate", "Connection reset");
        assertThat(listener.unreadViews()).isEmpty();
    }

    @Test
    void aStoreThatIsNotTrustedIsNotRead() {
        startWithTls();
        follow(new DatastoreConfig.Tls(null, null), null);
        assertThat(listener.awaitStatus(false).reason()).contains("certification path");
        assertThat(listener.unreadViews()).isEmpty();
    }

    private void startWithTls() {
        String certificate = PemFileTest.resource("certificate.pem").toString();
        etcd = EtcdServer.startSecure(
                directory,
                List.of(
                        "--enable-v2",
                        "--cert-file=" + certificate,
                        "--key-file=" + PemFileTest.resource("rsa-pkcs8.pem"),
                        "--client-cert-auth",
                        "--trusted-ca-file=" + certificate),
                UnaryOperator.identity());
    }
}
