package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SavedSynTest {

    private static final String IPV4 = "4500003c1c4640%s06b1e6c0a80001c0a80002";
    private static final String IPV6 = "60000000002806%s" + "00".repeat(32);

    private static Optional<SavedSyn> parse(String ip, String ttl, String options) {
        int words = 5 + options.length() / 8;
        String tcp = "b2a300b30000000100000000%02x02faf000000000".formatted(words << 4);
        return SavedSyn.parse(ByteBuffer.wrap(HexFormat.of().parseHex(ip.replace("%s", ttl) + tcp + options)));
    }

    @Test
    void theTtlIsThatOfTheIpHeader() {
        assertThat(parse(IPV4.replace("40%s", "0000%s"), "ff", "")).contains(new SavedSyn(255, false));
        assertThat(parse(IPV6, "3f", "020405b4")).contains(new SavedSyn(63, false));
    }

    @Test
    void aSignatureIsFoundBehindOtherOptions() {
        String md5 = "1312" + "ab".repeat(16);
        assertThat(parse(IPV6, "ff", "020405b40101" + md5)).contains(new SavedSyn(255, true));
        assertThat(parse(IPV6, "ff", "0101" + md5)).contains(new SavedSyn(255, true));
        // Behind the end of the options there are none.
        assertThat(parse(IPV6, "ff", "0001" + md5)).contains(new SavedSyn(255, false));
        // An option whose length is nonsense.
        assertThat(parse(IPV6, "ff", "02000303")).contains(new SavedSyn(255, false));
    }

    @Test
    void whatIsNotATcpHeaderIsNotUsed() {
        assertThat(parse(IPV6.replace("06%s", "11%s"), "ff", "")).isEmpty();
        assertThat(SavedSyn.parse(ByteBuffer.allocate(256))).isEmpty();
        assertThat(SavedSyn.parse(ByteBuffer.allocate(0))).isEmpty();
    }

    @Property
    void anyOctetsAreHarmless(@ForAll byte[] octets) {
        SavedSyn.parse(ByteBuffer.wrap(octets))
                .ifPresent(syn -> assertThat(syn.ttl()).isBetween(0, 255));
    }
}
