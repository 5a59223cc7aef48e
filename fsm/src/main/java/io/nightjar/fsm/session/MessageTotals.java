package io.nightjar.fsm.session;

import io.nightjar.bgp.message.MessageType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages of all peers, also of those that are gone; from any thread. */
public final class MessageTotals {

    private final Map<MessageType, LongAdder> received = adders();
    private final Map<MessageType, LongAdder> sent = adders();

    private static Map<MessageType, LongAdder> adders() {
        Map<MessageType, LongAdder> adders = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            adders.put(type, new LongAdder());
        }
        return Collections.unmodifiableMap(adders);
    }

    private static LongAdder of(Map<MessageType, LongAdder> adders, MessageType type) {
        return Objects.requireNonNull(adders.get(type));
    }

    void countReceived(MessageType type) {
        of(received, type).increment();
    }

    void countSent(MessageType type, int count) {
        of(sent, type).add(count);
    }

    /** How many messages of this type have come in. */
    public long received(MessageType type) {
        return of(received, type).sum();
    }

    /** How many messages of this type were handed to a connection. */
    public long sent(MessageType type) {
        return of(sent, type).sum();
    }
}
