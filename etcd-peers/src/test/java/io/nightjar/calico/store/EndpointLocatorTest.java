package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.calico.testing.FakeDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discovery, at a name server of our own; something listens on two ports. */
class EndpointLocatorTest {

    private static final String PLAIN = "_etcd-client._tcp.example.com";

    private static final String SECURE = "_etcd-client-ssl._tcp.example.com";

    private static final DatastoreConfig.Tls TLS = new DatastoreConfig.Tls(null, null);

    private final FakeDns dns = new FakeDns();

    private ServerSocket one;

    private ServerSocket two;

    @BeforeEach
    void listen() throws IOException {
        one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        two.close();
        dns.close();
    }

    private DatastoreConfig locate() throws IOException {
        DatastoreConfig config =
                new DatastoreConfig(EtcdApi.V2, new DatastoreConfig.Discovered("example.com"), TLS, null);
        return new EndpointLocator(new SrvLookup(dns.servers())).locate(config);
    }

    private static URI endpoint(String scheme, ServerSocket socket) {
        return URI.create(scheme + "://localhost:" + socket.getLocalPort());
    }

    @Test
    void endpointsComeByTheirPriorityAndPlainOnesWithoutTls() throws IOException {
        dns.service(PLAIN, 20, one.getLocalPort(), "localhost");
        dns.service(PLAIN, 10, two.getLocalPort(), "localhost");
        assertThat(locate())
                .isEqualTo(new DatastoreConfig(
                        EtcdApi.V2, List.of(endpoint("http", two), endpoint("http", one)), null, null));
    }

    @Test
    void onlyThoseWithTlsCountIfThereAreAny() throws IOException {
        dns.service(PLAIN, 1, one.getLocalPort(), "localhost");
        dns.service(SECURE, 1, two.getLocalPort(), "localhost");
        assertThat(locate()).isEqualTo(new DatastoreConfig(EtcdApi.V2, List.of(endpoint("https", two)), TLS, null));
    }

    @Test
    void recordsThatNameNoPlaceAreLeftOut() throws IOException {
        dns.service(PLAIN, 1, one.getLocalPort(), "");
        dns.service(PLAIN, 1, 0, "localhost");
        dns.service(PLAIN, 1, two.getLocalPort(), "localhost");
        assertThat(locate().endpoints()).containsExactly(endpoint("http", two));
    }

    @Test
    void aDomainWithoutRecordsIsNamed() {
        assertThatThrownBy(this::locate)
                .isInstanceOf(IOException.class)
                .hasMessage("the DNS has no usable record SRV " + SECURE + " or " + PLAIN);
    }

    @Test
    void aNameServerThatFailsIsToldFromOneThatKnowsNothing() {
        dns.breakDown();
        assertThatThrownBy(this::locate)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the DNS does not say where " + SECURE + " is: ");
    }

    @Test
    void theDnsIsAskedEachTime() throws IOException {
        dns.service(PLAIN, 1, one.getLocalPort(), "localhost");
        assertThat(locate().endpoints()).hasSize(1);
        dns.service(PLAIN, 1, two.getLocalPort(), "localhost");
        assertThat(locate().endpoints()).hasSize(2);
    }
}
