package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.testing.BgpArbitraries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Whatever a peer sends, decoding ends in a message with faults or in a NOTIFICATION, and what it yields can be used. */
class HostileBytesProperties {

    private static final Set<Integer> ERROR_CODES = Set.of(1, 2, 3, 7);

    private final MessageCodec codec = new MessageCodec();

    @Provide
    Arbitrary<CodecContext> contexts() {
        return BgpArbitraries.contexts();
    }

    /** Messages of every type with a right header and any body. */
    @Provide
    Arbitrary<byte[]> arbitraryBodies() {
        Arbitrary<byte[]> bodies = Arbitraries.bytes().array(byte[].class).ofMaxSize(120);
        return Combinators.combine(Arbitraries.integers().between(0, 6), bodies).as(HostileBytesProperties::message);
    }

    private static byte[] message(int type, byte[] body) {
        byte[] message = new byte[19 + body.length];
        Arrays.fill(message, 0, 16, (byte) 0xff);
        System.arraycopy(body, 0, message, 19, body.length);
        message[18] = (byte) type;
        return withLength(message);
    }

    private static byte[] withLength(byte[] message) {
        message[16] = (byte) (message.length >>> 8);
        message[17] = (byte) message.length;
        return message;
    }

    /** Valid messages with a few octets changed, left out, put in, or with the end cut off. */
    @Provide
    Arbitrary<Tuple2<CodecContext, byte[]>> mutatedMessages() {
        return BgpArbitraries.contexts()
                .flatMap(context -> Combinators.combine(
                                BgpArbitraries.messages(context),
                                mutation().list().ofMinSize(1).ofMaxSize(4),
                                Arbitraries.of(true, false))
                        .as((message, mutations, fixLength) ->
                                Tuple.of(context, mutate(codec.encode(message, context), mutations, fixLength))));
    }

    private static Arbitrary<Mutation> mutation() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 4095),
                        Arbitraries.of(0, 1, 2, 4, 15, 16, 32, 33, 64, 127, 128, 192, 254, 255))
                .as(Mutation::new);
    }

    private static byte[] mutate(byte[] message, List<Mutation> mutations, boolean fixLength) {
        List<Byte> octets = new ArrayList<>();
        for (byte octet : message) {
            octets.add(octet);
        }
        mutations.forEach(mutation -> mutation.apply(octets));
        byte[] result = new byte[octets.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = octets.get(i);
        }
        return fixLength && result.length >= 19 ? withLength(result) : result;
    }

    @Property(tries = 4000)
    void anyBodyIsAMessageOrANotification(
            @ForAll("contexts") CodecContext context, @ForAll("arbitraryBodies") byte[] bytes) {
        check(context, bytes);
    }

    @Property(tries = 1000)
    void anyOctetsAreAMessageOrANotification(@ForAll("contexts") CodecContext context, @ForAll byte[] bytes) {
        check(context, bytes);
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE)
    void anyMutationOfAMessageIsAMessageOrANotification(
            @ForAll("mutatedMessages") Tuple2<CodecContext, byte[]> mutated) {
        check(mutated.get1(), mutated.get2());
    }

    private void check(CodecContext context, byte[] bytes) {
        DecodedMessage decoded;
        try {
            decoded = codec.decode(Unpooled.wrappedBuffer(bytes), context);
        } catch (BgpProtocolException e) {
            assertThat(ERROR_CODES).contains(e.notification().code().value());
            return;
        }
        assertThat(decoded.toString()).isNotEmpty();
        assertThat(decoded.faults())
                .extracting(AttributeFault::action)
                .isSubsetOf(FaultAction.ATTRIBUTE_DISCARD, FaultAction.TREAT_AS_WITHDRAW);
        checkReadableAgain(context, decoded.message());
    }

    /** What was accepted can be sent on, and is then accepted without a fault and as the same. */
    private void checkReadableAgain(CodecContext context, BgpMessage message) {
        CodecContext roomy = new CodecContext(
                context.peerType(),
                context.fourOctetAs(),
                context.families(),
                context.addPathReceive(),
                context.addPathSend(),
                0xffff,
                false,
                false);
        byte[] octets = codec.encode(message, roomy);
        try {
            DecodedMessage again = codec.decode(Unpooled.wrappedBuffer(octets), roomy);
            if (message instanceof UpdateMessage update && isOnlyWitness(update)) {
                assertThat(((UpdateMessage) again.message()).endOfRibFamily()).isEmpty();
                assertThat(again.faults()).isEmpty();
            } else {
                assertThat(again.faults()).isEmpty();
                assertThat(again.message()).isEqualTo(message);
            }
        } catch (BgpProtocolException e) {
            throw new AssertionError("not readable again: " + message, e);
        }
    }

    private static boolean isOnlyWitness(UpdateMessage update) {
        return update.attributes()
                .find(UnknownAttribute.class)
                .filter(unknown -> !unknown.transitive())
                .isPresent();
    }

    private enum Kind {
        CHANGE,
        REMOVE,
        INSERT,
        CUT
    }

    private record Mutation(Kind kind, int position, int value) {

        void apply(List<Byte> octets) {
            if (octets.isEmpty()) {
                return;
            }
            int index = position % octets.size();
            switch (kind) {
                case CHANGE -> octets.set(index, (byte) value);
                case REMOVE -> octets.remove(index);
                case INSERT -> octets.add(index, (byte) value);
                case CUT -> octets.subList(index, octets.size()).clear();
            }
        }
    }
}
