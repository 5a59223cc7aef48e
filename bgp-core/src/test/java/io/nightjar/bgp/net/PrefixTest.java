package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.18.77/26, 192.168.18.64/26",
        "10.0.0.1, 10.0.0.1/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::1/32, 2001:db8::/32",
        "::1, ::1/128"
    })
    void hostBitsAreClearedAtBirth(String given, String canonical) {
        assertThat(Prefix.parse(given)).hasToString(canonical).isEqualTo(Prefix.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/a",
                "::/129",
                "::/1000",
                "/8",
                "10.0.0.0/8/8"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Prefix.parse(text));
    }

    @Test
    void lengthMustFitTheAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Prefix(Ipv4Address.UNSPECIFIED, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prefix(Ipv4Address.UNSPECIFIED, 33));
    }

    @Test
    void prefixHoldsLongerOnesOfItsFamily() {
        Prefix block = Prefix.parse("10.0.0.0/8");
        assertThat(block.contains(Prefix.parse("10.1.0.0/16"))).isTrue();
        assertThat(block.contains(block)).isTrue();
        assertThat(block.contains(Prefix.parse("0.0.0.0/0"))).isFalse();
        assertThat(block.contains(Prefix.parse("11.0.0.0/16"))).isFalse();
        assertThat(Prefix.IPV4_DEFAULT.contains(Prefix.IPV6_DEFAULT)).isFalse();
    }

    @Test
    void coveringPrefixComesFirst() {
        List<Prefix> sorted = List.of(
                Prefix.parse("10.0.0.0/8"),
                Prefix.parse("10.0.0.0/16"),
                Prefix.parse("200.0.0.0/8"),
                Prefix.IPV6_DEFAULT);
        assertThat(sorted.stream().sorted().toList()).isEqualTo(sorted);
    }

    @Test
    void onlyFullLengthIsAHost() {
        assertThat(Prefix.parse("10.0.0.1").isHost()).isTrue();
        assertThat(Prefix.parse("10.0.0.0/31").isHost()).isFalse();
        assertThat(Prefix.parse("::1/128").isHost()).isTrue();
    }

    @Test
    void whoDoesNotKnowTheSeedCannotChoosePrefixesThatWantOnePlace() {
        int places = 1024;
        List<Prefix> chosen = IntStream.range(0, 1 << 20)
                .mapToObj(number -> Prefix.ofIpv6(0x2001_0db8_0000_0000L, number, 128))
                .filter(prefix -> (prefix.hash(0) & places - 1) == 0)
                .toList();
        assertThat(chosen).hasSizeGreaterThan(900);

        long used = chosen.stream()
                .mapToInt(prefix -> prefix.hash(4711) & places - 1)
                .distinct()
                .count();

        assertThat(used).isGreaterThan(500);
    }

    @Test
    void exchangedHalvesOfAnAddressDoNotHaveOneHash() {
        assertThat(Prefix.ofIpv6(0x1234_5678_9abc_def0L, 0, 64))
                .doesNotHaveSameHashCodeAs(Prefix.ofIpv6(0x9abc_def0_1234_5678L, 0, 64));
    }

    @Test
    void blocksOfOneSizeSpreadOverTheBucketsOfAHashTable() {
        int buckets = 1 << 16;
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < buckets; i++) {
            int hash = new Prefix(new Ipv4Address(0x0a00_0000 + (i << 6)), 26).hashCode();
            used.add((hash ^ hash >>> 16) & buckets - 1);
        }
        // Throwing at random would hit 63 % of the buckets.
        assertThat(used).hasSizeGreaterThan(buckets * 6 / 10);
    }
}
