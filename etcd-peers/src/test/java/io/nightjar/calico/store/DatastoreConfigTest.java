package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.calico.environment.EnvironmentException;
import io.nightjar.calico.testing.MapEnvironment;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreConfigTest {

    private final MapEnvironment environment = new MapEnvironment();

    private DatastoreConfig config() {
        return DatastoreConfig.fromEnvironment(environment);
    }

    private void refusedBecauseOf(String variable) {
        assertThatThrownBy(this::config)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith(variable + ": ")
                .satisfies(
                        e -> assertThat(((EnvironmentException) e).variable()).isEqualTo(variable));
    }

    @Test
    void endpointsAreSeparatedByCommas() {
        environment.variable("ETCD_ENDPOINTS", "http://a:2379, http://10.0.0.1:2380/,http://[fd00::1]:2379,");
        assertThat(config())
                .isEqualTo(new DatastoreConfig(
                        EtcdApi.DETECT,
                        List.of(
                                URI.create("http://a:2379"),
                                URI.create("http://10.0.0.1:2380"),
                                URI.create("http://[fd00::1]:2379")),
                        null,
                        null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:2379",
                "http://a",
                "ftp://a:1",
                "http://a:0",
                "http://a:65536",
                "http://a:99999999",
                "http://u@a:1",
                "http://a:1/x",
                "http://a:1?x",
                "http://a b:1",
                "http://999.1.1.1:1",
                "http://[::g]:1",
                "http://:1",
                ",",
                "http://a:1,https://b:1",
                "ht\u00e4p://a:1"
            })
    void whatIsNoEndpointIsRefused(String endpoints) {
        environment.variable("ETCD_ENDPOINTS", endpoints);
        refusedBecauseOf("ETCD_ENDPOINTS");
    }

    @Test
    void withoutEndpointsThereIsNoDatastore() {
        refusedBecauseOf("ETCD_ENDPOINTS");
    }

    @Test
    void theOldVariablesNameOneEndpoint() {
        environment.variable("ETCD_AUTHORITY", "etcd.example:2379");
        assertThat(config().endpoints()).containsExactly(URI.create("http://etcd.example:2379"));
        environment.variable("ETCD_SCHEME", "https");
        assertThat(config().endpoints()).containsExactly(URI.create("https://etcd.example:2379"));
        environment.variable("ETCD_SCHEME", "gopher");
        refusedBecauseOf("ETCD_SCHEME");
        environment.variable("ETCD_SCHEME", "http").variable("ETCD_AUTHORITY", "no port");
        refusedBecauseOf("ETCD_AUTHORITY");
    }

    @ParameterizedTest
    @CsvSource({"'',DETECT", "auto,DETECT", "etcdv3,V3", "etcdv2,V2", "EtcdV2,V2"})
    void theTypeNamesTheApi(String type, EtcdApi api) {
        environment.variable("ETCD_ENDPOINTS", "http://a:1").variable("DATASTORE_TYPE", type);
        assertThat(config().api()).isEqualTo(api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "etcd", "etcdv4"})
    void onlyEtcdIsADatastore(String type) {
        environment.variable("ETCD_ENDPOINTS", "http://a:1").variable("DATASTORE_TYPE", type);
        refusedBecauseOf("DATASTORE_TYPE");
        assertThatThrownBy(this::config).hasMessageContaining("'" + type + "'").hasMessageContaining("etcdv2");
    }

    @Test
    void aDomainStandsForTheEndpoints() {
        environment.variable("ETCD_DISCOVERY_SRV", " example.com ");
        assertThat(config().location()).isEqualTo(new DatastoreConfig.Discovered("example.com"));
        assertThat(config().tls()).isEqualTo(new DatastoreConfig.Tls(null, null));
        assertThat(config().endpoints()).isEmpty();
        environment.variable("ETCD_ENDPOINTS", "http://a:1");
        refusedBecauseOf("ETCD_DISCOVERY_SRV");
        environment.variable("ETCD_ENDPOINTS", "").variable("ETCD_DISCOVERY_SRV", "example com");
        refusedBecauseOf("ETCD_DISCOVERY_SRV");
    }

    @Test
    void aUserNeedsAPasswordAndViceVersa() {
        environment.variable("ETCD_ENDPOINTS", "http://a:1").variable("ETCD_USERNAME", "u");
        assertThat(config().credentials()).isNull();
        environment.variable("ETCD_PASSWORD", "p w ");
        assertThat(config().credentials()).isEqualTo(new DatastoreConfig.Credentials("u", "p w "));
        assertThat(config().toString()).doesNotContain("p w ");
    }

    @Test
    void certificatesMatterOnlyToHttps() {
        String certificate = PemFileTest.resource("certificate.pem").toString();
        environment.variable("ETCD_ENDPOINTS", "http://a:1").variable("ETCD_CA_CERT_FILE", "/nonexistent");
        assertThat(config().tls()).isNull();
        environment.variable("ETCD_ENDPOINTS", "https://a:1").variable("ETCD_CA_CERT_FILE", certificate);
        assertThat(config().tls()).isEqualTo(new DatastoreConfig.Tls(PemFileTest.resource("certificate.pem"), null));
    }

    @Test
    void certificateAndKeyComeTogether() {
        String certificate = PemFileTest.resource("certificate.pem").toString();
        String key = PemFileTest.resource("ec-sec1.pem").toString();
        environment.variable("ETCD_ENDPOINTS", "https://a:1").variable("ETCD_CERT_FILE", certificate);
        refusedBecauseOf("ETCD_KEY_FILE");
        environment.variable("ETCD_KEY_FILE", key);
        assertThat(config().tls().identity().privateKey()).hasToString(key);
        environment.variable("ETCD_CERT_FILE", "");
        refusedBecauseOf("ETCD_CERT_FILE");
    }

    @Test
    void filesThatCannotBeUsedAreRefusedByTheirVariable() {
        environment.variable("ETCD_ENDPOINTS", "https://a:1").variable("ETCD_CA_CERT_FILE", "/nonexistent");
        refusedBecauseOf("ETCD_CA_CERT_FILE");
        environment.variable("ETCD_CA_CERT_FILE", "a\0b");
        refusedBecauseOf("ETCD_CA_CERT_FILE");
        environment
                .variable("ETCD_CA_CERT_FILE", "")
                .variable(
                        "ETCD_KEY_FILE", PemFileTest.resource("certificate.pem").toString());
        refusedBecauseOf("ETCD_KEY_FILE");
    }
}
