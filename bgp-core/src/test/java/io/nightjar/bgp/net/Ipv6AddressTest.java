package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::A, 2001:db8::a", // §4.3: lower case
        "2001:0db8::0001, 2001:db8::1", // §4.1: no leading zeros
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1", // §4.2.1: shortened as much as possible
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // §4.2.2: not for a single group
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // §4.2.3: the longest run
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // §4.2.3: the first of equal runs
        "0:0:1:0:0:0:0:0, 0:0:1::",
        "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1",
        "::ffff:10.0.0.1, ::ffff:10.0.0.1", // §5: mixed notation for mapped addresses
        "::ffff:0a00:0001, ::ffff:10.0.0.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "fe80::1, fe80::1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8"
    })
    void textIsThatOfRfc5952(String given, String canonical) {
        assertThat(Ipv6Address.parse(given)).hasToString(canonical);
        assertThat(Ipv6Address.parse(canonical)).isEqualTo(Ipv6Address.parse(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "1:2:3:4:5:6:7:8::",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "::1.2.3.256",
                "1:",
                ":1",
                "1:::2",
                "::١"
            })
    void anythingElseIsRefusedWithTheCulprit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv6Address.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "::, true, false, false, false",
        "::1, false, true, false, false",
        "ff02::1, false, false, true, false",
        "fe80::1, false, false, false, true",
        "febf::1, false, false, false, true",
        "fec0::1, false, false, false, false",
        "2001:db8::1, false, false, false, false"
    })
    void kindsOfAddress(String text, boolean unspecified, boolean loopback, boolean multicast, boolean linkLocal) {
        Ipv6Address address = Ipv6Address.parse(text);
        assertThat(address.isUnspecified()).isEqualTo(unspecified);
        assertThat(address.isLoopback()).isEqualTo(loopback);
        assertThat(address.isMulticast()).isEqualTo(multicast);
        assertThat(address.isLinkLocal()).isEqualTo(linkLocal);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ::",
        "1, 8000::",
        "63, ffff:ffff:ffff:fffe::",
        "64, ffff:ffff:ffff:ffff::",
        "65, ffff:ffff:ffff:ffff:8000::",
        "128, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void maskingClearsHostBits(int length, String expected) {
        assertThat(new Ipv6Address(-1, -1).masked(length)).isEqualTo(Ipv6Address.parse(expected));
    }

    @Test
    void bitsCountFromTheMostSignificant() {
        Ipv6Address address = Ipv6Address.parse("8000:0:0:1:8000::1");
        assertThat(new boolean[] {address.bit(0), address.bit(63), address.bit(64), address.bit(127)})
                .containsOnly(true);
        assertThat(new boolean[] {address.bit(1), address.bit(65), address.bit(126)})
                .containsOnly(false);
        assertThat(address.bitLength()).isEqualTo(128);
    }

    @Test
    void orderIsUnsigned() {
        assertThat(Ipv6Address.parse("ff00::")).isGreaterThan(Ipv6Address.parse("1::"));
        assertThat(Ipv6Address.parse("1::8000:0:0:0")).isGreaterThan(Ipv6Address.parse("1::1"));
        assertThat(Ipv6Address.parse("1::1").compareTo(IpAddress.parse("1::1"))).isZero();
    }

    @Test
    void onlyMappedAddressesAreMapped() {
        assertThat(Ipv6Address.parse("::ffff:1.2.3.4").isIpv4Mapped()).isTrue();
        assertThat(Ipv6Address.parse("::fffe:1.2.3.4").isIpv4Mapped()).isFalse();
        assertThat(Ipv6Address.parse("1::ffff:1.2.3.4").isIpv4Mapped()).isFalse();
    }
}
