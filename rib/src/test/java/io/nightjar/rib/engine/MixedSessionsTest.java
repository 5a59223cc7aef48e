package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions that agreed on different things, at one table. */
class MixedSessionsTest {

    private static final String P = "10.1.0.0/16";
    private static final Prefix PREFIX = Prefix.parse(P);

    private final TestTable table = new TestTable();
    private final TestPeer source = TestPeer.external(1, 65001);

    /** RFC 8654. */
    @Nested
    class LongMessages {

        private final TestPeer longSource = source.withExtendedMessages();
        private final TestPeer longPeer = TestPeer.internal(2).withExtendedMessages();
        private final TestPeer shortPeer = TestPeer.internal(3);

        /** About 6000 octets. */
        private final PathAttributes big = TestAttributes.external(
                "10.0.0.1",
                65001,
                new Communities(
                        IntStream.range(0, 1500)
                                .mapToObj(i -> Community.of(64512, i))
                                .toList(),
                        false));

        @Test
        void whatFitsOnlyALongMessageIsForThoseWhoTakeIt() {
            table.up(longSource);
            RecordingPeerOutput toLong = table.up(longPeer);
            RecordingPeerOutput toShort = table.up(shortPeer);
            toShort.mayHearOfUnknown();
            table.announce(longSource, big, P);
            assertThat(toLong.routes()).containsKey(PREFIX);
            assertThat(toShort.routes()).isEmpty();
        }

        /** With so many communities that a message of 4096 octets takes 10.0.0.0/8, but no /32. */
        private PathAttributes nearlyTooBig() {
            int some = 100;
            table.announce(longSource, with(some), "10.0.0.0/8");
            int length = table.output(shortPeer).messages().stream()
                    .mapToInt(message -> message.length)
                    .max()
                    .orElseThrow();
            int room = 4096 - length;
            PathAttributes big = with(some + room / Integer.BYTES);
            // The /32 takes three octets more.
            return room % Integer.BYTES < 3 ? big : big.with(AtomicAggregate.INSTANCE);
        }

        private static PathAttributes with(int communities) {
            return TestAttributes.external("10.0.0.1", 65001, new Communities(communities(communities), false));
        }

        private static List<Community> communities(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> Community.of(64512, i))
                    .toList();
        }

        @Test
        void whatGoesWithARouteThatDoesNotFitIsTold() {
            table.up(longSource);
            RecordingPeerOutput toShort = table.up(shortPeer);
            toShort.mayHearOfUnknown();
            PathAttributes big = nearlyTooBig();
            table.announce(longSource, big, "10.0.0.0/8", "10.1.1.1/32", "11.0.0.0/8", "12.0.0.0/8");
            assertThat(toShort.routes())
                    .containsOnlyKeys(
                            Prefix.parse("10.0.0.0/8"), Prefix.parse("11.0.0.0/8"), Prefix.parse("12.0.0.0/8"));
        }

        @Test
        void whatTheShortOnesKnewIsWithdrawnWhenItGrows() {
            table.up(longSource);
            RecordingPeerOutput toLong = table.up(longPeer);
            RecordingPeerOutput toShort = table.up(shortPeer);
            table.announce(longSource, TestAttributes.external("10.0.0.1", 65001), P);
            assertThat(toShort.routes()).containsKey(PREFIX);
            table.announce(longSource, big, P);
            assertThat(toShort.routes()).isEmpty();
            assertThat(toLong.routes().get(PREFIX)).isNotNull();
            table.announce(longSource, TestAttributes.external("10.0.0.1", 65001), P);
            assertThat(toShort.routes()).isEqualTo(toLong.routes()).hasSize(1);
        }

        @Test
        void whatIsNotSentIsNotCountedAndHasAReason() {
            table.up(longSource);
            table.up(longPeer);
            table.up(shortPeer);
            table.announce(longSource, TestAttributes.external("10.0.0.1", 65001), P);
            assertThat(advertised(shortPeer)).isEqualTo(1);
            table.announce(longSource, big, P);
            assertThat(advertised(longPeer)).isEqualTo(1);
            assertThat(advertised(shortPeer)).isZero();
            assertThat(table.view().advertised(shortPeer.id())).isEmpty();
            assertThat(reason(shortPeer)).isEqualTo(ExportReason.TOO_LONG);
            assertThat(reason(longPeer)).isEqualTo(ExportReason.ADVERTISED);
            table.announce(longSource, TestAttributes.external("10.0.0.1", 65001), P);
            assertThat(advertised(shortPeer)).isEqualTo(1);
            assertThat(reason(shortPeer)).isEqualTo(ExportReason.ADVERTISED);
        }

        @Test
        void soItIsForOneOfSeveralPaths() {
            Set<AddressFamily> ipv4 = Set.of(AddressFamily.IPV4_UNICAST);
            TestPeer severalPaths = shortPeer.withAddPath(Set.of(), ipv4);
            table.up(longSource);
            table.announce(longSource, big, P);
            RecordingPeerOutput output = new RecordingPeerOutput(severalPaths.codec());
            output.mayHearOfUnknown();
            table.up(severalPaths, output);
            assertThat(output.paths()).isEmpty();
            assertThat(advertised(severalPaths)).isZero();
            assertThat(reason(severalPaths)).isEqualTo(ExportReason.TOO_LONG);
            table.originate(P);
            assertThat(output.paths()).hasSize(1);
            assertThat(advertised(severalPaths)).isEqualTo(1);
            assertThat(reason(severalPaths)).isEqualTo(ExportReason.ADVERTISED);
        }

        private int advertised(TestPeer peer) {
            return table.view().peer(peer.id()).orElseThrow().counts().advertised();
        }

        private ExportReason reason(TestPeer peer) {
            return table.view().exportVerdict(peer.id(), PREFIX).orElseThrow().reason();
        }

        @Test
        void oneThatIsToldLaterIsToldTheSame() {
            table.up(longSource);
            table.announce(longSource, TestAttributes.external("10.0.0.1", 65001), P);
            RecordingPeerOutput toLong = table.up(longPeer);
            RecordingPeerOutput toShort = table.up(shortPeer);
            toLong.block();
            toShort.block();
            table.announce(longSource, big, P);
            table.drain(longPeer);
            table.drain(shortPeer);
            assertThat(toLong.routes()).hasSize(1);
            assertThat(toShort.routes()).isEmpty();
        }

        @Test
        void manyRoutesShareALongMessage() {
            String[] prefixes = IntStream.range(0, 5000)
                    .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                    .toArray(String[]::new);
            RecordingPeerOutput toLong = table.up(longPeer);
            RecordingPeerOutput toShort = table.up(shortPeer);
            int before = toLong.messages().size();
            table.originate(prefixes);
            assertThat(toLong.messages()).hasSize(before + 1);
            assertThat(toLong.messages().get(before)).hasSizeBetween(20_000, CodecContext.EXTENDED_MESSAGE_LENGTH);
            assertThat(toShort.messages().subList(before, toShort.messages().size()))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(message -> assertThat(message).hasSizeLessThanOrEqualTo(4096));
            assertThat(toShort.routes()).isEqualTo(toLong.routes());
        }
    }

    /** RFC 8950. */
    @Nested
    class Ipv6NextHops {

        private final TestPeer sourceOverIpv6 =
                source.withLocalAddress("fd00::fe").withExtendedNextHop();
        private final PathAttributes overIpv6 = TestAttributes.external("fd00::1", 65001);

        private String nextHop(RecordingPeerOutput output) {
            return output.routes()
                    .get(PREFIX)
                    .find(NextHop.class)
                    .orElseThrow()
                    .address()
                    .toString();
        }

        @Test
        void anIpv4RouteGoesOnAsFarAsItsNextHopIsUnderstood() {
            TestPeer kept = TestPeer.internal(2).withExtendedNextHop();
            TestPeer other = TestPeer.internal(3);
            TestPeer nowhere = TestPeer.internal(4).withLocalAddress("fd00::fe");
            TestPeer border =
                    TestPeer.external(5, 65005).withLocalAddress("fd00::fe").withExtendedNextHop();
            List<RecordingPeerOutput> outputs = List.of(
                    table.up(sourceOverIpv6), table.up(kept), table.up(other), table.up(nowhere), table.up(border));
            table.announce(sourceOverIpv6, overIpv6, P);
            assertThat(table.listener().best().get(PREFIX).reachable()).isTrue();
            assertThat(nextHop(outputs.get(1))).isEqualTo("fd00::1");
            assertThat(nextHop(outputs.get(2))).isEqualTo("10.0.0.254");
            assertThat(outputs.get(3).routes()).isEmpty();
            assertThat(table.view()
                            .exportVerdict(nowhere.id(), PREFIX)
                            .orElseThrow()
                            .reason())
                    .isEqualTo(ExportReason.EXTENDED_NEXT_HOP);
            assertThat(nextHop(outputs.get(4))).isEqualTo("fd00::fe");
            table.withdraw(sourceOverIpv6, P);
            outputs.forEach(output -> assertThat(output.routes()).isEmpty());
        }

        @Test
        void aNextHopOfTheOtherFamilyReplacesOneAndIsReplaced() {
            RecordingPeerOutput output = table.up(TestPeer.internal(2).withExtendedNextHop());
            table.up(sourceOverIpv6);
            table.announce(sourceOverIpv6, TestAttributes.external("10.0.0.1", 65001), P);
            table.announce(sourceOverIpv6, overIpv6, P);
            assertThat(nextHop(output)).isEqualTo("fd00::1");
            table.announce(sourceOverIpv6, TestAttributes.external("10.0.0.1", 65001), P);
            assertThat(nextHop(output)).isEqualTo("10.0.0.1");
        }
    }
}
