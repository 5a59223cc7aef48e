package io.nightjar.bgp.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Octets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A peer chooses what it announces. It must not be able to choose very many attributes with one hash, as with the usual hashes of lists
 * and records, in which one more here makes up for 31 less there.
 */
class HashesTest {

    private static final int MANY = 1000;

    /** Values that all have one hash as Java's lists and records make it. */
    static Stream<List<PathAttributes>> chosen() {
        return Stream.of(
                many(i -> PathAttributes.of(new MultiExitDisc(i), new LocalPref(31L * (MANY - i)))),
                many(i -> PathAttributes.of(AsPath.sequence(AsNumber.of(1 + i), AsNumber.of(1 + 31L * (MANY - i))))),
                many(i -> PathAttributes.of(Communities.ofBits(false, i, 1_000_000 + 31 * (MANY - i)))),
                many(i -> PathAttributes.of(
                        new ClusterList(List.of(new BgpIdentifier(i), new BgpIdentifier(31 * (MANY - i)))))),
                many(i -> PathAttributes.of(new ExtendedCommunities(List.of((long) i << 32 | i)))),
                many(i -> PathAttributes.of(new LargeCommunities(List.of(new LargeCommunity(1, i, 31L * (MANY - i)))))),
                many(i -> PathAttributes.of(new Aggregator(AsNumber.of(i), new Ipv4Address(31 * (MANY - i))))),
                many(i -> PathAttributes.of(new NextHop(new Ipv6Address(i, 31L * (MANY - i))))),
                many(i -> PathAttributes.of(new UnknownAttribute(99, true, false, Octets.of(octets(i))))));
    }

    /** Five pairs, each of which makes up for itself. */
    private static byte[] octets(int number) {
        byte[] octets = new byte[10];
        for (int i = 0; i < 5; i++) {
            int digit = (number >> (2 * i)) & 3;
            octets[2 * i] = (byte) digit;
            octets[2 * i + 1] = (byte) (-31 * digit);
        }
        return octets;
    }

    private static List<PathAttributes> many(IntFunction<PathAttributes> values) {
        return IntStream.range(0, MANY).mapToObj(values).toList();
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void differentAttributesHaveDifferentHashes(List<PathAttributes> chosen) {
        assertThat(chosen.stream().distinct()).hasSize(MANY);
        assertThat(chosen.stream().map(PathAttributes::hashCode).distinct().count())
                .isGreaterThan(MANY - 10);
    }
}
