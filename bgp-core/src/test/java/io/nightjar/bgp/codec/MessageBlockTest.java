package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageBlockTest {

    private static final CodecContext CONTEXT =
            CodecContext.standard(PeerType.INTERNAL, true, Set.of(AddressFamily.IPV4_UNICAST));
    private static final byte[] KEEPALIVE = new MessageCodec().encode(KeepaliveMessage.INSTANCE, CONTEXT);
    private static final byte[] END_OF_RIB =
            new MessageCodec().encode(UpdateMessage.endOfRib(AddressFamily.IPV4_UNICAST), CONTEXT);

    @Test
    void messagesStandOneBehindTheOther() {
        MessageBlock block = MessageBlock.of(List.of(KEEPALIVE, END_OF_RIB));

        assertThat(block.octets())
                .hasSize(KEEPALIVE.length + END_OF_RIB.length)
                .startsWith(KEEPALIVE)
                .endsWith(END_OF_RIB);
    }

    @Test
    void eachMessageCanBeTakenOut() {
        MessageBlock block = MessageBlock.of(List.of(KEEPALIVE, END_OF_RIB, KEEPALIVE));

        assertThat(block).containsExactly(KEEPALIVE, END_OF_RIB, KEEPALIVE);
        assertThatThrownBy(() -> block.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void messagesAreCountedByType() {
        MessageBlock block = MessageBlock.of(List.of(KEEPALIVE, END_OF_RIB, KEEPALIVE));

        assertThat(block.count(MessageType.KEEPALIVE)).isEqualTo(2);
        assertThat(block.count(MessageType.UPDATE)).isEqualTo(1);
        assertThat(block.count(MessageType.OPEN)).isZero();
    }

    @Test
    void whatIsNoMessageIsSentButNotCounted() {
        byte[] unknownType = KEEPALIVE.clone();
        unknownType[MessageFramer.HEADER_LENGTH - 1] = 99;
        MessageBlock block = MessageBlock.of(List.of(new byte[] {1}, unknownType));

        assertThat(block.octets()).hasSize(1 + KEEPALIVE.length);
        assertThat(MessageType.values()).allMatch(type -> block.count(type) == 0);
    }

    @Test
    void aBlockOfABlockIsTheSame() {
        MessageBlock block = MessageBlock.of(List.of(KEEPALIVE));

        assertThat(MessageBlock.of(block)).isSameAs(block);
        assertThat(MessageBlock.of(List.of())).isEmpty();
    }
}
