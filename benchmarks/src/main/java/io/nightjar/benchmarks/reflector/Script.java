package io.nightjar.benchmarks.reflector;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Everything that clients say, encoded beforehand. */
final class Script {

    static final int HEADER_LENGTH = 19;
    static final int OPEN = 1;
    static final int UPDATE = 2;
    static final int NOTIFICATION = 3;
    static final int KEEPALIVE = 4;

    /** RFC 4271 §4.1. */
    static final int MOST_OCTETS = 4096;

    private static final int MARKER_LENGTH = 16;
    private static final int HOLD_TIME = 240;
    private static final int VERSION = 4;
    private static final int CAPABILITIES = 2;

    /** Multiprotocol IPv4 unicast, route refresh, and {@link Place#AS} in four octets. */
    private static final List<Integer> OFFERED = List.of(1, 4, 0, 1, 0, 1, 2, 0, 65, 4, 0, 0, 0xfc, 0);

    private static final int LONGEST_NLRI = 5;
    private static final int UPDATE_LENGTHS = 4;

    private final List<ByteBuffer> announcements = new ArrayList<>();
    private final List<ByteBuffer> withdrawals = new ArrayList<>();
    private final List<ByteBuffer> opens = new ArrayList<>();
    private final RoutePlan plan;
    private final boolean complete;

    /**
     * What so many clients say.
     *
     * @param complete whether attributes are as a reflector would pass them on, for one that adds nothing
     */
    Script(RoutePlan plan, int clients, boolean complete) {
        this.plan = plan;
        this.complete = complete;
        List<List<Integer>> owned = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            opens.add(open(client));
            owned.add(new ArrayList<>());
        }
        for (int prefix = 0; prefix < plan.planned(); prefix++) {
            owned.get(plan.owner(prefix)).add(prefix);
        }
        owned.forEach(prefixes -> {
            announcements.add(announce(prefixes));
            withdrawals.add(withdraw(prefixes));
        });
    }

    ByteBuffer opening(int client) {
        return opens.get(client).duplicate();
    }

    /** All routes of a client. */
    ByteBuffer announcement(int client) {
        return announcements.get(client).duplicate();
    }

    ByteBuffer withdrawal(int client) {
        return withdrawals.get(client).duplicate();
    }

    static ByteBuffer keepalive() {
        ByteBuffer message = begin(HEADER_LENGTH, KEEPALIVE);
        return message.flip();
    }

    private static ByteBuffer open(int client) {
        int parameters = 2 + OFFERED.size();
        ByteBuffer message = begin(HEADER_LENGTH + 10 + parameters, OPEN);
        message.put((byte) VERSION)
                .putShort((short) Place.AS)
                .putShort((short) HOLD_TIME)
                .putInt(Place.client(client))
                .put((byte) parameters)
                .put((byte) CAPABILITIES)
                .put((byte) OFFERED.size());
        OFFERED.forEach(octet -> message.put(octet.byteValue()));
        return message.flip();
    }

    /** Prefixes of one client, those with the same attributes together. */
    ByteBuffer announce(List<Integer> prefixes) {
        List<ByteBuffer> messages = new ArrayList<>();
        int from = 0;
        while (from < prefixes.size()) {
            int set = plan.attributeSet(prefixes.get(from));
            byte[] attributes = attributes(set);
            int room = (MOST_OCTETS - HEADER_LENGTH - UPDATE_LENGTHS - attributes.length) / LONGEST_NLRI;
            int end = from;
            while (end < prefixes.size() && end - from < room && plan.attributeSet(prefixes.get(end)) == set) {
                end++;
            }
            messages.add(update(List.of(), attributes, prefixes.subList(from, end)));
            from = end;
        }
        return joined(messages);
    }

    ByteBuffer withdraw(List<Integer> prefixes) {
        List<ByteBuffer> messages = new ArrayList<>();
        int room = (MOST_OCTETS - HEADER_LENGTH - UPDATE_LENGTHS) / LONGEST_NLRI;
        for (int from = 0; from < prefixes.size(); from += room) {
            int end = Math.min(prefixes.size(), from + room);
            messages.add(update(prefixes.subList(from, end), new byte[0], List.of()));
        }
        return joined(messages);
    }

    private byte[] attributes(int set) {
        AttributeSet attributes = plan.attributes().get(set);
        return complete ? attributes.reflected() : attributes.sent();
    }

    private ByteBuffer update(List<Integer> withdrawn, byte[] attributes, List<Integer> announced) {
        int length = HEADER_LENGTH + UPDATE_LENGTHS + attributes.length + octets(withdrawn) + octets(announced);
        ByteBuffer message = begin(length, UPDATE);
        message.putShort((short) octets(withdrawn));
        put(message, withdrawn);
        message.putShort((short) attributes.length).put(attributes);
        put(message, announced);
        return message.flip();
    }

    private int octets(List<Integer> prefixes) {
        return prefixes.stream()
                .mapToInt(prefix -> 1 + (plan.length(prefix) + 7) / 8)
                .sum();
    }

    private void put(ByteBuffer message, List<Integer> prefixes) {
        for (int prefix : prefixes) {
            int length = plan.length(prefix);
            message.put((byte) length);
            for (int bits = plan.address(prefix), left = length; left > 0; left -= 8, bits <<= 8) {
                message.put((byte) (bits >>> 24));
            }
        }
    }

    private static ByteBuffer begin(int length, int type) {
        ByteBuffer message = ByteBuffer.allocate(length);
        for (int index = 0; index < MARKER_LENGTH; index++) {
            message.put((byte) 0xff);
        }
        return message.putShort((short) length).put((byte) type);
    }

    private static ByteBuffer joined(List<ByteBuffer> messages) {
        int length = messages.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocateDirect(length);
        messages.forEach(all::put);
        return all.flip();
    }
}
