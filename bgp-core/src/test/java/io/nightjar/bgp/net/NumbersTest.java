package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AS numbers, identifiers, families and octets. */
class NumbersTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "64512, 64512", "4294967295, 4294967295", "1.10, 65546", "65535.65535, 4294967295", "0.1, 1"})
    void asNumberIsPlainOrDotted(String text, long value) {
        assertThat(AsNumber.parse(text)).isEqualTo(AsNumber.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4294967296",
                "99999999999",
                "-1",
                "1.",
                ".1",
                "1.65536",
                "65536.1",
                "1.2.3",
                "AS1",
                " 1",
                "1e3"
            })
    void anythingElseIsNoAsNumber(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AsNumber.parse(text))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void asNumberKnowsItsWidth() {
        assertThat(AsNumber.of(65535).fitsTwoOctets()).isTrue();
        assertThat(AsNumber.of(65536).fitsTwoOctets()).isFalse();
        assertThat(AsNumber.of(4294967295L)).isGreaterThan(AsNumber.AS_TRANS);
        assertThatIllegalArgumentException().isThrownBy(() -> new AsNumber(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AsNumber(1L << 32));
    }

    @Test
    void identifiersCompareAsUnsignedNumbers() {
        assertThat(BgpIdentifier.parse("200.0.0.1")).isGreaterThan(BgpIdentifier.parse("10.0.0.1"));
        assertThat(BgpIdentifier.parse("10.0.0.1")).hasToString("10.0.0.1");
    }

    @Test
    void familiesHaveNamesAndAnOrder() {
        AddressFamily strange = new AddressFamily(new Afi(25), new Safi(65));
        assertThat(new TreeSet<>(List.of(strange, AddressFamily.IPV6_UNICAST, AddressFamily.IPV4_UNICAST)))
                .hasToString("[ipv4-unicast, ipv6-unicast, afi-25-safi-65]");
        assertThat(AddressFamily.unicast(Afi.IPV6)).isEqualTo(AddressFamily.IPV6_UNICAST);
    }

    @Test
    void familyNumbersHaveTheirRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Afi(0x10000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Afi(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Safi(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new Safi(-1));
    }

    @Test
    void octetsAreACopyWithValueEquality() {
        byte[] source = {1, (byte) 0xff};
        Octets octets = Octets.of(source);
        source[0] = 9;
        octets.toBytes()[0] = 9;
        assertThat(octets)
                .isEqualTo(Octets.ofHex("01ff"))
                .hasSameHashCodeAs(Octets.ofHex("01ff"))
                .hasToString("01ff");
        assertThat(octets).isNotEqualTo(Octets.ofHex("01")).isNotEqualTo("01ff");
        assertThat(octets.unsigned(1)).isEqualTo(255);
        assertThat(octets.length()).isEqualTo(2);
        assertThat(Octets.of()).isSameAs(Octets.EMPTY);
    }
}
