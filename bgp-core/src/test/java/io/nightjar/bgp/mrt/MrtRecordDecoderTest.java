package io.nightjar.bgp.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.testing.MrtBytes;
import io.nightjar.bgp.testing.WireBytes;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrtRecordDecoderTest {

    private static final String ATTRIBUTES = "40010100 4002060201 0000fbf4 4003040a000001 40050400000064";
    private static final String SEQUENCE = "00000007";

    private final RecordingSink sink = new RecordingSink();
    private final MrtRecordDecoder decoder = new MrtRecordDecoder(sink);

    private void decode(byte[] octets) throws MrtFormatException {
        int type = (octets[4] & 0xff) << 8 | (octets[5] & 0xff);
        int subtype = (octets[6] & 0xff) << 8 | (octets[7] & 0xff);
        decoder.decode(new MrtRecord(
                1, 0, Instant.EPOCH, type, subtype, Unpooled.wrappedBuffer(octets, 12, octets.length - 12)));
    }

    private void decode(int type, int subtype, String body) throws MrtFormatException {
        decode(MrtBytes.record(type, subtype, body));
    }

    private void withPeers() throws MrtFormatException {
        decode(MrtBytes.PEER_INDEX_TABLE);
        sink.told.clear();
    }

    @Nested
    class TableDumpV2 {

        @Test
        void peersHaveAddressesOfBothFamiliesAndNumbersOfBothWidths() throws MrtFormatException {
            decode(MrtBytes.PEER_INDEX_TABLE);

            PeerIndexTable table = sink.only(PeerIndexTable.class);
            assertThat(table.collector()).isEqualTo(BgpIdentifier.parse("192.0.2.1"));
            assertThat(table.viewName()).isEqualTo("view");
            assertThat(table.peers())
                    .containsExactly(
                            new MrtPeer(
                                    BgpIdentifier.parse("10.0.0.1"), IpAddress.parse("192.0.2.1"), AsNumber.of(64500)),
                            new MrtPeer(
                                    BgpIdentifier.parse("10.0.0.2"),
                                    IpAddress.parse("2001:db8::1"),
                                    AsNumber.of(4200000000L)));
        }

        @Test
        void anIpv4RouteHasItsAttributes() throws MrtFormatException {
            withPeers();
            decode(13, 2, SEQUENCE + "10 0a01 0001" + MrtBytes.ribEntry(0, "", ATTRIBUTES));

            RibEntry entry = sink.only(RibEntry.class);
            assertThat(entry.sequence()).isEqualTo(7);
            assertThat(entry.family()).isEqualTo(AddressFamily.IPV4_UNICAST);
            assertThat(entry.route()).isEqualTo(Nlri.of(Prefix.parse("10.1.0.0/16")));
            assertThat(entry.peerIndex()).isZero();
            assertThat(entry.peer().asNumber()).isEqualTo(AsNumber.of(64500));
            assertThat(entry.originated()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
            assertThat(entry.attributes().faults()).isEmpty();
            assertThat(entry.attributes().attributes().find(AsPath.class))
                    .contains(AsPath.sequence(AsNumber.of(64500)));
            assertThat(entry.attributes().attributes().find(LocalPref.class)).contains(new LocalPref(100));
            assertThat(entry.attributes().attributes().find(NextHop.class))
                    .contains(new NextHop(IpAddress.parse("10.0.0.1")));
        }

        @ParameterizedTest
        @CsvSource({
            "2, ipv4-unicast, false",
            "3, ipv4-safi-2, false",
            "4, ipv6-unicast, false",
            "5, ipv6-safi-2, false",
            "8, ipv4-unicast, true",
            "9, ipv4-safi-2, true",
            "10, ipv6-unicast, true",
            "11, ipv6-safi-2, true"
        })
        void eachSubtypeHasItsFamily(int subtype, String family, boolean addPath) throws MrtFormatException {
            withPeers();
            decode(13, subtype, SEQUENCE + "10 0a01 0001" + MrtBytes.ribEntry(1, addPath ? "00000005" : "", ""));

            RibEntry entry = sink.only(RibEntry.class);
            assertThat(entry.family()).hasToString(family);
            assertThat(entry.route().pathId()).isEqualTo(addPath ? 5 : Nlri.NO_PATH_ID);
        }

        @Test
        void anIpv6RouteHasItsNextHopWithoutRoutes() throws MrtFormatException {
            withPeers();
            String nextHop = "800e11 10 20010db8000000000000000000000009";
            decode(13, 4, SEQUENCE + "20 20010db8 0001" + MrtBytes.ribEntry(1, "", "40010100" + nextHop));

            MpReachNlri reach = sink.only(RibEntry.class)
                    .attributes()
                    .attributes()
                    .find(MpReachNlri.class)
                    .orElseThrow();
            assertThat(reach.nextHop()).isEqualTo(IpAddress.parse("2001:db8::9"));
            assertThat(reach.announced()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"6, 0001 01 10 0a01, ''", "12, 0002 02 10 2001, 00000009"})
        void aGenericRibOfPlainPrefixesIsRead(int subtype, String route, String pathId) throws MrtFormatException {
            withPeers();
            decode(13, subtype, SEQUENCE + route + "0001" + MrtBytes.ribEntry(0, pathId, ATTRIBUTES));

            assertThat(sink.only(RibEntry.class).route().hasPathId()).isEqualTo(!pathId.isEmpty());
        }

        @ParameterizedTest
        @CsvSource({
            "6, 0001 80, TABLE_DUMP_V2/RIB_GENERIC of ipv4-safi-128",
            "6, 0019 41, TABLE_DUMP_V2/RIB_GENERIC of afi-25-safi-65",
            "12, 0002 80, TABLE_DUMP_V2/RIB_GENERIC_ADDPATH of ipv6-safi-128"
        })
        void otherGenericRibsAreNamed(int subtype, String family, String kind) throws MrtFormatException {
            decode(13, subtype, SEQUENCE + family);

            assertThat(sink.only(String.class)).isEqualTo(kind);
        }

        @ParameterizedTest
        @CsvSource({"0, TABLE_DUMP_V2/0", "7, TABLE_DUMP_V2/GEO_PEER_TABLE", "13, TABLE_DUMP_V2/13"})
        void otherSubtypesAreNamed(int subtype, String kind) throws MrtFormatException {
            decode(13, subtype, "");

            assertThat(sink.only(String.class)).isEqualTo(kind);
        }

        @Test
        void anEntryMayNameAPeerThatIsNotInTheTable() throws MrtFormatException {
            withPeers();

            decode(13, 2, SEQUENCE + "10 0a01 0001" + MrtBytes.ribEntry(2, "", ATTRIBUTES));

            RibEntry entry = sink.only(RibEntry.class);
            assertThat(entry.peerIndex()).isEqualTo(2);
            assertThat(entry.peer()).isNull();
            assertThat(entry.attributes().faults()).isEmpty();
        }

        @Test
        void anAttributeLengthBeyondTheRecordIsAnError() throws MrtFormatException {
            withPeers();
            String entries = MrtBytes.ribEntry(0, "", ATTRIBUTES) + "0000" + MrtBytes.TIME + "ffff 40010100";

            assertThatThrownBy(() -> decode(13, 2, SEQUENCE + "10 0a01 0002" + entries))
                    .hasMessage("attributes of 65535 octets, but the record has only 4 more");
            assertThat(sink.told).hasSize(1);
        }

        @Test
        void octetsAfterTheLastEntryAreAnError() throws MrtFormatException {
            withPeers();

            assertThatThrownBy(() -> decode(13, 2, SEQUENCE + "08 0a 0000 ff"))
                    .hasMessage("1 octets after the last field");
        }

        @Test
        void octetsAfterTheLastPeerAreAnError() {
            assertThatThrownBy(() -> decode(13, 1, "0a000001 0000 0000 ff")).hasMessage("1 octets after the last peer");
        }

        @Test
        void aTableWithFewerPeersThanItSaysIsAnErrorAndHasNone() throws MrtFormatException {
            assertThatThrownBy(() -> decode(13, 1, "0a000001 0000 0002 00 0a000001 c0000201 fbf4"))
                    .hasMessage("a peer's type of 1 octets, but the record has only 0 more");

            decode(13, 2, SEQUENCE + "08 0a 0001" + MrtBytes.ribEntry(0, "", ""));

            assertThat(sink.only(RibEntry.class).peer()).isNull();
        }

        @ParameterizedTest
        @CsvSource({"2, 33", "4, 129"})
        void anImpossiblePrefixLengthIsAnError(int subtype, int length) {
            assertThatThrownBy(() -> decode(13, subtype, SEQUENCE + String.format("%02x", length)))
                    .hasMessage("a prefix with a length of " + length + " bits");
        }
    }

    @Nested
    class TableDump {

        private static final String OLD_ATTRIBUTES = "40010100 4002040201 fbf4 4003040a000001";

        private String body(String addressHex, int length, String peerHex, String attributes) {
            String list = String.format("%04x", WireBytes.octets(attributes).length) + attributes;
            return "0000 0007" + addressHex + String.format("%02x", length) + "01" + MrtBytes.TIME + peerHex + "fbf4"
                    + list;
        }

        @Test
        void aRouteNamesItsPeer() throws MrtFormatException {
            decode(12, 1, body("0a010000", 16, "c0000201", OLD_ATTRIBUTES));

            RibEntry entry = sink.only(RibEntry.class);
            assertThat(entry.route().prefix()).isEqualTo(Prefix.parse("10.1.0.0/16"));
            assertThat(entry.peerIndex()).isEqualTo(RibEntry.NO_INDEX);
            assertThat(entry.peer().address()).isEqualTo(IpAddress.parse("192.0.2.1"));
            assertThat(entry.attributes().attributes().find(AsPath.class))
                    .contains(AsPath.sequence(AsNumber.of(64500)));
        }

        @Test
        void ipv6IsRead() throws MrtFormatException {
            String address = "20010db8000000000000000000000000";
            decode(12, 2, body(address, 32, address, ""));

            assertThat(sink.only(RibEntry.class).route().prefix()).isEqualTo(Prefix.parse("2001:db8::/32"));
        }

        @Test
        void anImpossiblePrefixLengthIsAnError() {
            assertThatThrownBy(() -> decode(12, 1, body("0a010000", 33, "c0000201", "")))
                    .hasMessage("a prefix with a length of 33 bits");
        }

        @Test
        void anotherFamilyIsNamed() throws MrtFormatException {
            decode(12, 3, "");

            assertThat(sink.only(String.class)).isEqualTo("TABLE_DUMP/3");
        }
    }

    @Nested
    class Bgp4mp {

        @ParameterizedTest
        @CsvSource({
            "1, false, false, false",
            "4, true, false, false",
            "6, false, false, true",
            "7, true, false, true",
            "8, false, true, false",
            "9, true, true, false",
            "10, false, true, true",
            "11, true, true, true"
        })
        void aMessageKnowsHowItIsWrittenAndByWhom(int subtype, boolean fourOctetAs, boolean addPath, boolean local)
                throws MrtFormatException {
            decode(16, subtype, MrtBytes.session(fourOctetAs) + "c0ffee");

            Bgp4mpMessage message = sink.only(Bgp4mpMessage.class);
            assertThat(message.fourOctetAs()).isEqualTo(fourOctetAs);
            assertThat(message.addPath()).isEqualTo(addPath);
            assertThat(message.sentByLocal()).isEqualTo(local);
            assertThat(message.message()).hasToString("c0ffee");
            assertThat(message.session())
                    .isEqualTo(new Bgp4mpSession(
                            AsNumber.of(64500),
                            AsNumber.of(64512),
                            3,
                            IpAddress.parse("192.0.2.1"),
                            IpAddress.parse("192.0.2.254")));
        }

        @ParameterizedTest
        @CsvSource({"0, false", "5, true"})
        void aChangeOfStateHasBothStates(int subtype, boolean fourOctetAs) throws MrtFormatException {
            decode(16, subtype, MrtBytes.session(fourOctetAs) + "0006 0001");

            Bgp4mpStateChange change = sink.only(Bgp4mpStateChange.class);
            assertThat(change.oldState()).isEqualTo(6);
            assertThat(change.newState()).isEqualTo(1);
        }

        @Test
        void ipv6AddressesAreRead() throws MrtFormatException {
            String address = "20010db8000000000000000000000001";
            decode(17, 0, "fbf4 fc00 0000 0002" + address + address + "0001 0002");

            assertThat(sink.only(Bgp4mpStateChange.class).session().peerAddress())
                    .isEqualTo(IpAddress.parse("2001:db8::1"));
        }

        @Test
        void addressesOfAnotherFamilyAreAnError() {
            assertThatThrownBy(() -> decode(16, 1, "fbf4 fc00 0000 0003"))
                    .isInstanceOf(MrtFormatException.class)
                    .hasMessage("addresses of AFI 3");
        }

        @Test
        void otherSubtypesAreNamed() throws MrtFormatException {
            decode(16, 3, "");

            assertThat(sink.only(String.class)).isEqualTo("BGP4MP/3");
        }
    }

    @Test
    void recordsOfOtherProtocolsAreNamed() throws MrtFormatException {
        decode(11, 0, "");

        assertThat(sink.only(String.class)).isEqualTo("OSPFv2/0");
    }

    @Test
    void aTypeThatIsNotInTheRegistryIsAnError() {
        assertThatThrownBy(() -> decode(99, 0, "")).hasMessage("there is no type 99");
        assertThat(MrtType.describe(99, 1)).isEqualTo("99/1");
    }
}
