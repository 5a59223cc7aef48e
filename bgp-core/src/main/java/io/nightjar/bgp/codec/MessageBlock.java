package io.nightjar.bgp.codec;

import io.nightjar.bgp.message.MessageType;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Encoded messages that stand one behind the other in one array, which leaves in one go, to however many peers. It is a list of
 * messages as well, for who wants to see them one by one. Immutable, and usable from any thread.
 */
public final class MessageBlock extends AbstractList<byte[]> implements RandomAccess {

    private static final int TYPE_OFFSET = MessageFramer.HEADER_LENGTH - 1;

    private final byte[] octets;

    /** Where each message ends. */
    private final int[] ends;

    private final int[] perType = new int[MessageType.values().length];

    private MessageBlock(List<byte[]> messages) {
        int length = 0;
        for (byte[] message : messages) {
            length += message.length;
        }
        octets = new byte[length];
        ends = new int[messages.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            byte[] message = messages.get(i);
            System.arraycopy(message, 0, octets, at, message.length);
            at += message.length;
            ends[i] = at;
            count(message);
        }
    }

    /** Puts whole messages together, in this order. */
    public static MessageBlock of(List<byte[]> messages) {
        return messages instanceof MessageBlock block ? block : new MessageBlock(messages);
    }

    private void count(byte[] message) {
        // What is sent for a test may be less than a header.
        int code = message.length > TYPE_OFFSET ? message[TYPE_OFFSET] : 0;
        if (code >= 1 && code <= perType.length) {
            perType[code - 1]++;
        }
    }

    /** All messages, for who does not modify them. */
    public byte[] octets() {
        return octets;
    }

    /** How many of the messages are of this type. */
    public int count(MessageType type) {
        return perType[type.code() - 1];
    }

    /** One message, as an array of its own. */
    @Override
    public byte[] get(int index) {
        return Arrays.copyOfRange(octets, start(index), ends[index]);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** How long one message is. */
    public int length(int index) {
        return ends[index] - start(index);
    }

    @Override
    public int size() {
        return ends.length;
    }
}
