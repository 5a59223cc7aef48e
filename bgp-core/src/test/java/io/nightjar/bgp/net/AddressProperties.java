package io.nightjar.bgp.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.BgpArbitraries;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AddressProperties {

    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<Integer> group = Arbitraries.of(0, 0, 0, 1, 0xff, 0xabcd, 0xffff);
        Arbitrary<Ipv6Address> zeroRuns = group.list().ofSize(8).map(groups -> {
            long high = 0;
            long low = 0;
            for (int i = 0; i < 4; i++) {
                high = high << 16 | groups.get(i);
                low = low << 16 | groups.get(i + 4);
            }
            return new Ipv6Address(high, low);
        });
        return Arbitraries.oneOf(
                BgpArbitraries.ipv4Addresses().map(address -> address),
                BgpArbitraries.ipv6Addresses().map(address -> address),
                zeroRuns.map(address -> address));
    }

    @Provide
    Arbitrary<Prefix> prefixes() {
        return Arbitraries.oneOf(BgpArbitraries.prefixes(Afi.IPV4), BgpArbitraries.prefixes(Afi.IPV6));
    }

    @Property
    void textParsesBack(@ForAll("addresses") IpAddress address) {
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void octetsReadBack(@ForAll("addresses") IpAddress address) {
        assertThat(IpAddress.ofBytes(address.toBytes())).isEqualTo(address);
    }

    /** The JDK reads literals without asking anybody; it is the reference here. */
    @Property
    void textMeansWhatTheJdkTakesItFor(@ForAll("addresses") IpAddress address) throws UnknownHostException {
        byte[] expected = InetAddress.getByAddress(address.toBytes()).getAddress();
        assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(expected);
    }

    @Property
    void prefixTextParsesBack(@ForAll("prefixes") Prefix prefix) {
        assertThat(Prefix.parse(prefix.toString())).isEqualTo(prefix);
    }

    @Property
    void prefixHoldsItsAddressesAndOnlyThose(@ForAll("prefixes") Prefix prefix, @ForAll("addresses") IpAddress other) {
        assertThat(prefix.contains(prefix.address())).isTrue();
        boolean inside = other.afi().equals(prefix.afi());
        for (int i = 0; inside && i < prefix.length(); i++) {
            inside = other.bit(i) == prefix.address().bit(i);
        }
        assertThat(prefix.contains(other)).isEqualTo(inside);
    }

    @Property
    void orderAgreesWithEquality(@ForAll("prefixes") Prefix one, @ForAll("prefixes") Prefix other) {
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
    }

    @Provide
    Arbitrary<AsNumber> asNumbers() {
        return Arbitraries.longs().between(0, 0xffff_ffffL).map(AsNumber::new);
    }

    @Property
    void asNumberParsesInBothNotations(@ForAll("asNumbers") AsNumber number) {
        assertThat(AsNumber.parse(number.toString())).isEqualTo(number);
        String dotted = (number.value() >>> 16) + "." + (number.value() & 0xffff);
        assertThat(AsNumber.parse(dotted)).isEqualTo(number);
    }
}
