package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {

    @TempDir
    Path directory;

    static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(PemFileTest.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa-pkcs1.pem, rsa-pkcs8.pem, RSA", "ec-sec1.pem, ec-pkcs8.pem, EC"})
    void theOldFormsGiveTheSameKeyAsPkcs8(String oldForm, String pkcs8, String algorithm) throws Exception {
        PrivateKey key = PemFile.privateKey(resource(oldForm));
        assertThat(secret(key)).isEqualTo(secret(PemFile.privateKey(resource(pkcs8))));
        assertThat(key.getAlgorithm()).isEqualTo(algorithm);
    }

    /** Two encodings of a key differ, in what they say beside the secret. */
    private static BigInteger secret(PrivateKey key) {
        return key instanceof RSAPrivateKey rsa ? rsa.getPrivateExponent() : ((ECPrivateKey) key).getS();
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted.pem", "encrypted-pkcs1.pem", "certificate.pem"})
    void filesWithoutAUsableKeyAreRefusedWithAReason(String name) {
        assertThatThrownBy(() -> PemFile.privateKey(resource(name)))
                .isInstanceOf(GeneralSecurityException.class)
                .message()
                .startsWith("holds ");
    }

    @Test
    void certificatesAreRead() throws Exception {
        assertThat(PemFile.certificates(resource("certificate.pem")))
                .singleElement()
                .satisfies(certificate -> assertThat(
                                certificate.getSubjectX500Principal().getName())
                        .isEqualTo("CN=nightjar-test"));
    }

    @Test
    void anEmptyFileHoldsNoCertificate() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        assertThatThrownBy(() -> PemFile.certificates(empty)).hasMessage("holds no certificate");
    }

    @Test
    void aKeyOfAnUnknownAlgorithmIsRefused() throws IOException {
        Path file = pem("PRIVATE KEY", new byte[] {0x30, 0});
        assertThatThrownBy(() -> PemFile.privateKey(file)).hasMessageContaining("none of");
    }

    @Test
    void aSec1KeyWithoutItsCurveIsRefused() throws IOException {
        Path file = pem("EC PRIVATE KEY", new byte[] {0x30, 6, 2, 1, 1, 4, 1, 7});
        assertThatThrownBy(() -> PemFile.privateKey(file)).hasMessageContaining("without its curve");
    }

    @Property(tries = 200)
    void noOctetsMakeTheWrapperFailInAnotherWay(@ForAll byte[] der) throws IOException {
        Path file = Files.createTempFile("key", ".pem");
        try {
            Files.writeString(file, pemText("EC PRIVATE KEY", der));
            assertThatThrownBy(() -> PemFile.privateKey(file)).isInstanceOf(GeneralSecurityException.class);
        } finally {
            Files.delete(file);
        }
    }

    private Path pem(String kind, byte[] der) throws IOException {
        return Files.writeString(directory.resolve("key.pem"), pemText(kind, der));
    }

    private static String pemText(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }
}
