package io.nightjar.fsm.session;

import io.nightjar.bgp.message.MessageType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts messages; from any thread. */
final class SessionCounters {

    private static final int TYPE_OFFSET = 18;

    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder updatesReceived = new LongAdder();
    private final LongAdder updatesSent = new LongAdder();
    private final LongAdder established = new LongAdder();

    void received(MessageType type) {
        messagesReceived.increment();
        if (type == MessageType.UPDATE) {
            updatesReceived.increment();
        }
    }

    void sent(MessageType type) {
        sent(type.code());
    }

    void sent(List<byte[]> messages) {
        for (byte[] message : messages) {
            // What is sent for a test may be less than a header.
            if (message.length > TYPE_OFFSET) {
                sent(message[TYPE_OFFSET] & 0xff);
            }
        }
    }

    private void sent(int typeCode) {
        messagesSent.increment();
        if (typeCode == MessageType.UPDATE.code()) {
            updatesSent.increment();
        }
    }

    void established() {
        established.increment();
    }

    SessionStatus.Counters read() {
        return new SessionStatus.Counters(
                messagesReceived.sum(),
                messagesSent.sum(),
                updatesReceived.sum(),
                updatesSent.sum(),
                established.sum());
    }
}
