package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.kv.PutResponse;
import io.grpc.netty.GrpcSslContexts;
import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.RecordingListener;
import io.nightjar.calico.testing.RequiresEtcd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, passwords and certificates, against a real etcd. */
@RequiresEtcd
class SecureEtcdIT {

    private static final String KEY = "/calico/bgp/v1/global/as_num";

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final HookedScheduler control = new HookedScheduler();

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
        follow(etcd.endpoint(), tls, credentials);
    }

    private void follow(URI endpoint, DatastoreConfig.Tls tls, DatastoreConfig.Credentials credentials) {
        datastore = new EtcdDatastore(
                new DatastoreConfig(List.of(endpoint), tls, credentials),
                List.of("/calico/bgp/v1/"),
                control,
                new SplittableRandom(1));
        datastore.start(listener);
    }

    private void startWithUser() {
        etcd = EtcdServer.start(directory);
        etcd.put(KEY, "64512");
        var auth = etcd.client().getAuthClient();
        for (String user : List.of("root", "calico")) {
            EtcdServer.await(auth.userAdd(EtcdServer.bytes(user), EtcdServer.bytes("secret")));
        }
        EtcdServer.await(auth.roleAdd(EtcdServer.bytes("reader")));
        EtcdServer.await(auth.roleGrantPermission(
                EtcdServer.bytes("reader"),
                EtcdServer.bytes("/calico/"),
                EtcdServer.bytes("/calico0"),
                Permission.Type.READ));
        EtcdServer.await(auth.userGrantRole(EtcdServer.bytes("root"), EtcdServer.bytes("root")));
        EtcdServer.await(auth.userGrantRole(EtcdServer.bytes("calico"), EtcdServer.bytes("reader")));
        EtcdServer.await(auth.authEnable());
    }

    @Test
    void theRightPasswordOpensTheStore() {
        startWithUser();
        follow(null, new DatastoreConfig.Credentials("calico", "secret"));
        listener.awaitValue(KEY, "64512");
        listener.awaitStatus(true);
    }

    @Test
    void theWrongPasswordIsToldAndNothingElse() {
        startWithUser();
        follow(null, new DatastoreConfig.Credentials("calico", "guess"));
        assertThat(listener.awaitStatus(false).reason()).contains("UNAUTHENTICATED");
        assertThat(listener.unreadViews()).isEmpty();
    }

    /** A password that is set forbids all that was allowed with the one before, even if it is the same. */
    @Test
    void aTokenThatExpiresUnderARunningWatchIsRenewed() {
        startWithUser();
        control.hurry(HEARTBEAT);
        follow(null, new DatastoreConfig.Credentials("calico", "secret"));
        listener.awaitValue(KEY, "64512");
        listener.awaitStatus(true);
        try (Client root = root()) {
            password(root, "secret");
            put(root, "64513");
            listener.awaitValue(KEY, "64513");
        }

        etcd.kill();
        etcd.restart();
        listener.awaitStatus(true);
        try (Client root = root()) {
            put(root, "64514");
            listener.awaitValue(KEY, "64514");
        }
    }

    @Test
    void aPasswordThatHoldsNoLongerIsToldUntilItHoldsAgain() {
        startWithUser();
        control.hurry(HEARTBEAT);
        follow(null, new DatastoreConfig.Credentials("calico", "secret"));
        listener.awaitValue(KEY, "64512");
        listener.awaitStatus(true);
        try (Client root = root()) {
            password(root, "other");
            assertThat(listener.awaitStatus(false).reason()).contains("auth");
            put(root, "64513");
            password(root, "secret");
            listener.awaitValue(KEY, "64513");
            listener.awaitStatus(true);
        }
    }

    @Test
    void aPermissionThatIsTakenAwayIsToldUntilItIsGivenBack() {
        startWithUser();
        control.hurry(HEARTBEAT);
        follow(null, new DatastoreConfig.Credentials("calico", "secret"));
        listener.awaitValue(KEY, "64512");
        listener.awaitStatus(true);
        try (Client root = root()) {
            EtcdServer.await(
                    root.getAuthClient().userRevokeRole(EtcdServer.bytes("calico"), EtcdServer.bytes("reader")));
            assertThat(listener.awaitStatus(false).reason()).contains("permission denied");
            assertThat(listener.unreadViews()).isEmpty();
            put(root, "64513");
            EtcdServer.await(
                    root.getAuthClient().userGrantRole(EtcdServer.bytes("calico"), EtcdServer.bytes("reader")));
            listener.awaitValue(KEY, "64513");
            listener.awaitStatus(true);
        }
    }

    private Client root() {
        return Client.builder()
                .endpoints(etcd.endpoint())
                .user(EtcdServer.bytes("root"))
                .password(EtcdServer.bytes("secret"))
                .build();
    }

    private static void password(Client root, String password) {
        EtcdServer.await(
                root.getAuthClient().userChangePassword(EtcdServer.bytes("calico"), EtcdServer.bytes(password)));
    }

    private static void put(Client root, String value) {
        PutResponse unused = EtcdServer.await(root.getKVClient().put(EtcdServer.bytes(KEY), EtcdServer.bytes(value)));
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
        listener.awaitStatus(true);
        etcd.put(KEY, "64513");
        listener.awaitValue(KEY, "64513");
    }

    @Test
    void aStoreThatIsNotTrustedIsNotRead() {
        startWithTls();
        follow(new DatastoreConfig.Tls(null, null), null);
        assertThat(listener.awaitStatus(false).reason()).contains("certification path");
        assertThat(listener.unreadViews()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "certificate.pem, 127.0.0.1, true",
        "certificate.pem, localhost, true",
        "certificate.pem, [::1], false",
        "certificate-ipv6.pem, [::1], true",
        "certificate-ipv6.pem, 127.0.0.1, false",
        "certificate-ipv6.pem, localhost, false"
    })
    void aCertificateHoldsForWhatStandsInIt(String file, String host, boolean fits) {
        Path certificate = PemFileTest.resource(file);
        etcd = EtcdServer.startOnBothLoopbacks(
                directory,
                "https",
                List.of("--cert-file=" + certificate, "--key-file=" + PemFileTest.resource("rsa-pkcs8.pem")),
                UnaryOperator.identity());
        follow(etcd.endpoint(host), new DatastoreConfig.Tls(certificate, null), null);
        if (fits) {
            assertThat(listener.awaitStatus(true).reason()).contains(host);
        } else {
            assertThat(listener.awaitStatus(false).reason())
                    .matches("(?s).*No (name|subject alternative names) matching .* found");
        }
    }

    private void startWithTls() {
        String certificate = PemFileTest.resource("certificate.pem").toString();
        etcd = EtcdServer.startSecure(
                directory,
                List.of(
                        "--cert-file=" + certificate,
                        "--key-file=" + PemFileTest.resource("rsa-pkcs8.pem"),
                        "--client-cert-auth",
                        "--trusted-ca-file=" + certificate),
                SecureEtcdIT::trusted);
    }

    private static ClientBuilder trusted(ClientBuilder builder) {
        try {
            X509Certificate[] chain = PemFile.certificates(PemFileTest.resource("certificate.pem"))
                    .toArray(X509Certificate[]::new);
            return builder.sslContext(GrpcSslContexts.forClient()
                    .trustManager(chain)
                    .keyManager(PemFile.privateKey(PemFileTest.resource("rsa-pkcs8.pem")), chain)
                    .build());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
