package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets that must read so and be written so, whatever changes inside. */
class GoldenMessagesTest {

    static List<Golden> messages() throws IOException {
        String text;
        try (InputStream in = GoldenMessagesTest.class.getResourceAsStream("/golden/messages.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Golden> messages = new ArrayList<>();
        for (String group : text.split("\n\n", -1)) {
            if (!group.startsWith("#")) {
                Map<String, String> lines = group.lines()
                        .map(line -> line.split(":", 2))
                        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1].trim()));
                messages.add(
                        new Golden(lines.get("intent"), lines.get("session"), lines.get("hex"), lines.get("reading")));
            }
        }
        return messages;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsAsWritten(Golden golden) throws BgpProtocolException {
        DecodedMessage decoded = Decoding.decode(golden.octets(), golden.context());
        assertThat(decoded.faults()).isEmpty();
        assertThat(reading(decoded.message())).isEqualTo(golden.reading());
    }

    private static String reading(BgpMessage message) {
        return message instanceof NotificationMessage notification
                ? (notification + " data " + notification.data()).trim()
                : message.toString();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writesAsRead(Golden golden) throws BgpProtocolException {
        BgpMessage message = Decoding.decode(golden.octets(), golden.context()).message();
        assertThat(new MessageCodec().encode(message, golden.context())).isEqualTo(golden.octets());
    }

    @Test
    void eachMessageTypeHasOne() throws IOException, BgpProtocolException {
        Set<MessageType> types = new HashSet<>();
        for (Golden golden : messages()) {
            types.add(
                    Decoding.decode(golden.octets(), golden.context()).message().type());
        }
        assertThat(types).containsExactlyInAnyOrder(MessageType.values());
    }

    @Test
    void eachCapabilityHasOne() throws IOException, BgpProtocolException {
        Set<Class<?>> found = new HashSet<>();
        for (Golden golden : messages()) {
            if (Decoding.decode(golden.octets(), golden.context()).message() instanceof OpenMessage open) {
                open.capabilities().list().forEach(capability -> found.add(capability.getClass()));
            }
        }
        assertThat(found).containsExactlyInAnyOrder(Capability.class.getPermittedSubclasses());
    }

    @Test
    void eachAttributeHasOne() throws IOException, BgpProtocolException {
        Set<Integer> found = new HashSet<>();
        boolean unknown = false;
        for (Golden golden : messages()) {
            if (Decoding.decode(golden.octets(), golden.context()).message() instanceof UpdateMessage update) {
                found.addAll(typeCodes(golden.octets()));
                unknown |= update.attributes().find(UnknownAttribute.class).isPresent();
            }
        }
        assertThat(found)
                .containsAll(AttributeCodecs.ALL.stream()
                        .map(AttributeCodec::typeCode)
                        .toList());
        assertThat(unknown).isTrue();
    }

    /** Read from the octets, because AS4_PATH and AS4_AGGREGATOR do not outlive decoding. */
    private static Set<Integer> typeCodes(byte[] update) {
        ByteBuf in = Unpooled.wrappedBuffer(update).skipBytes(MessageFramer.HEADER_LENGTH);
        in.skipBytes(in.readUnsignedShort());
        ByteBuf attributes = in.readSlice(in.readUnsignedShort());
        Set<Integer> types = new HashSet<>();
        while (attributes.isReadable()) {
            boolean extended = (attributes.readUnsignedByte() & AttributeFlags.EXTENDED_LENGTH) != 0;
            types.add((int) attributes.readUnsignedByte());
            attributes.skipBytes(extended ? attributes.readUnsignedShort() : attributes.readUnsignedByte());
        }
        return types;
    }

    /** One group of the corpus. */
    record Golden(String intent, String session, String hex, String reading) {

        byte[] octets() {
            return WireBytes.octets(hex);
        }

        CodecContext context() {
            List<String> words = List.of(session.split(" ", -1));
            Set<AddressFamily> paths = words.contains("add-path") ? Decoding.BOTH : Set.of();
            PeerType type = words.contains("internal") ? PeerType.INTERNAL : PeerType.EXTERNAL;
            return new CodecContext(type, !words.contains("old"), Decoding.BOTH, paths, paths, 4096, false, false);
        }

        @Override
        public String toString() {
            return intent;
        }
    }
}
