package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Everything that clients say, encoded beforehand. */
final class Script {

    private static final int HOLD_TIME = 240;

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
            opens.add(Wire.open(Place.AS, HOLD_TIME, Place.client(client), OFFERED));
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

    /** Prefixes of one client, those with the same attributes together. */
    ByteBuffer announce(List<Integer> prefixes) {
        List<ByteBuffer> messages = new ArrayList<>();
        int from = 0;
        while (from < prefixes.size()) {
            int set = plan.attributeSet(prefixes.get(from));
            byte[] attributes = attributes(set);
            int room = (Wire.MOST_OCTETS - Wire.HEADER_LENGTH - UPDATE_LENGTHS - attributes.length) / LONGEST_NLRI;
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
        int room = (Wire.MOST_OCTETS - Wire.HEADER_LENGTH - UPDATE_LENGTHS) / LONGEST_NLRI;
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
        int length = Wire.HEADER_LENGTH + UPDATE_LENGTHS + attributes.length + octets(withdrawn) + octets(announced);
        ByteBuffer message = Wire.begin(length, Wire.UPDATE);
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

    private static ByteBuffer joined(List<ByteBuffer> messages) {
        int length = messages.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocateDirect(length);
        messages.forEach(all::put);
        return all.flip();
    }
}
