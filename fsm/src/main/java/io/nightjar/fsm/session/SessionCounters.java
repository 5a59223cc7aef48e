package io.nightjar.fsm.session;

import io.nightjar.bgp.message.MessageType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages of a peer, and adds them to those of all peers; from any thread. */
final class SessionCounters {

    private static final int TYPE_OFFSET = 18;

    private final MessageTotals totals;
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder updatesReceived = new LongAdder();
    private final LongAdder updatesSent = new LongAdder();
    private final LongAdder established = new LongAdder();

    SessionCounters(MessageTotals totals) {
        this.totals = totals;
    }

    void received(MessageType type) {
        totals.countReceived(type);
        messagesReceived.increment();
        if (type == MessageType.UPDATE) {
            updatesReceived.increment();
        }
    }

    void sent(MessageType type) {
        messagesSent.increment();
        countType(type);
    }

    private void countType(MessageType type) {
        totals.countSent(type);
        if (type == MessageType.UPDATE) {
            updatesSent.increment();
        }
    }

    void sent(List<byte[]> messages) {
        for (byte[] message : messages) {
            // What is sent for a test may be less than a header.
            if (message.length > TYPE_OFFSET) {
                messagesSent.increment();
                MessageType.ofCode(message[TYPE_OFFSET] & 0xff).ifPresent(this::countType);
            }
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
