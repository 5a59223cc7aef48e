package io.nightjar.conformance.sim;

import io.nightjar.bgp.message.MessageType;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has been sent.
 *
 * @param messages how many of each kind
 * @param octets how much, without the headers of TCP and IP
 */
record Traffic(Map<MessageType, Long> messages, long octets) {

    static Traffic of(Network network) {
        Map<MessageType, Long> copy = new EnumMap<>(MessageType.class);
        copy.putAll(network.messages());
        return new Traffic(copy, network.octets());
    }

    long total() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(MessageType type) {
        return messages.getOrDefault(type, 0L);
    }
}
