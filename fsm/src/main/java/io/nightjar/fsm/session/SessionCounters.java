package io.nightjar.fsm.session;

import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.message.MessageType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages of a peer, and adds them to those of all peers; from any thread. */
final class SessionCounters {

    private static final List<MessageType> TYPES = List.of(MessageType.values());

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
        totals.countSent(type, 1);
        if (type == MessageType.UPDATE) {
            updatesSent.increment();
        }
    }

    void sent(MessageBlock messages) {
        messagesSent.add(messages.size());
        for (MessageType type : TYPES) {
            int count = messages.count(type);
            if (count > 0) {
                totals.countSent(type, count);
            }
        }
        updatesSent.add(messages.count(MessageType.UPDATE));
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
