package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.testing.BgpArbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class RoundTripProperties {

    private final MessageCodec codec = new MessageCodec();

    @Provide
    Arbitrary<Tuple2<CodecContext, BgpMessage>> conversations() {
        return BgpArbitraries.contexts()
                .flatMap(context -> BgpArbitraries.messages(context).map(message -> Tuple.of(context, message)));
    }

    @Property(tries = 3000)
    void decodingWhatWasEncodedGivesTheMessageBack(
            @ForAll("conversations") Tuple2<CodecContext, BgpMessage> conversation) throws BgpProtocolException {
        CodecContext context = conversation.get1();
        byte[] octets = codec.encode(conversation.get2(), context);
        DecodedMessage decoded = codec.decode(Unpooled.wrappedBuffer(octets), context);
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.message()).isEqualTo(conversation.get2());
    }

    @Property(tries = 1000)
    void encodingIsCanonical(@ForAll("conversations") Tuple2<CodecContext, BgpMessage> conversation)
            throws BgpProtocolException {
        CodecContext context = conversation.get1();
        byte[] octets = codec.encode(conversation.get2(), context);
        BgpMessage decoded =
                codec.decode(Unpooled.wrappedBuffer(octets), context).message();
        assertThat(codec.encode(decoded, context)).isEqualTo(octets);
    }

    @Property(tries = 500)
    void framerFindsExactlyTheMessageThatWasEncoded(
            @ForAll("conversations") Tuple2<CodecContext, BgpMessage> conversation) throws BgpProtocolException {
        CodecContext context = conversation.get1();
        byte[] octets = codec.encode(conversation.get2(), context);
        int limit = context.maxMessageLength();
        assertThat(MessageFramer.frameLength(Unpooled.wrappedBuffer(octets, new byte[5]), limit))
                .isEqualTo(octets.length);
        assertThat(MessageFramer.frameLength(Unpooled.wrappedBuffer(octets, 0, octets.length - 1), limit))
                .isEqualTo(-1);
    }
}
