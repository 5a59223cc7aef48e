package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.0.0.1", "172.17.8.100"})
    void canonicalTextParsesBackToItself(String text) {
        assertThat(Ipv4Address.parse(text)).hasToString(text);
        assertThat(IpAddress.parse(text)).isEqualTo(Ipv4Address.parse(text));
        assertThat(IpAddress.ofBytes(Ipv4Address.parse(text).toBytes())).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.a",
                "10.0.0.1 ",
                "10..0.1",
                "10.0.0.1000",
                "localhost",
                "+1.0.0.0",
                "-1.0.0.0",
                "1.2.3.",
                "٣.0.0.1"
            })
    void anythingElseIsRefusedWithTheCulprit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4Address.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, true, false, false, false",
        "127.1.2.3, false, true, false, false",
        "224.0.0.1, false, false, true, false",
        "239.255.255.255, false, false, true, false",
        "169.254.1.1, false, false, false, true",
        "240.0.0.1, false, false, false, false",
        "10.0.0.1, false, false, false, false"
    })
    void kindsOfAddress(String text, boolean unspecified, boolean loopback, boolean multicast, boolean linkLocal) {
        Ipv4Address address = Ipv4Address.parse(text);
        assertThat(address.isUnspecified()).isEqualTo(unspecified);
        assertThat(address.isLoopback()).isEqualTo(loopback);
        assertThat(address.isMulticast()).isEqualTo(multicast);
        assertThat(address.isLinkLocal()).isEqualTo(linkLocal);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0.0.0", "1, 128.0.0.0", "12, 172.16.0.0", "31, 172.31.255.254", "32, 172.31.255.255"})
    void maskingClearsHostBits(int length, String expected) {
        String text = length == 1 ? "200.1.2.3" : "172.31.255.255";
        assertThat(Ipv4Address.parse(text).masked(length)).hasToString(expected);
    }

    @Test
    void bitsCountFromTheMostSignificant() {
        Ipv4Address address = Ipv4Address.parse("128.0.0.1");
        assertThat(address.bit(0)).isTrue();
        assertThat(address.bit(1)).isFalse();
        assertThat(address.bit(31)).isTrue();
        assertThat(address.bitLength()).isEqualTo(32);
    }

    @Test
    void orderIsUnsignedAndBeforeIpv6() {
        assertThat(Ipv4Address.parse("200.0.0.0")).isGreaterThan(Ipv4Address.parse("10.0.0.0"));
        assertThat(Ipv4Address.parse("255.255.255.255").compareTo(Ipv6Address.UNSPECIFIED))
                .isNegative();
        assertThat(Ipv6Address.UNSPECIFIED.compareTo(Ipv4Address.UNSPECIFIED)).isPositive();
    }

    @Test
    void onlyFourOrSixteenOctetsAreAnAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.ofBytes(new byte[5]));
        assertThatIllegalArgumentException().isThrownBy(() -> Ipv4Address.ofBytes(new byte[16]));
        assertThatIllegalArgumentException().isThrownBy(() -> Ipv6Address.ofBytes(new byte[4]));
    }
}
