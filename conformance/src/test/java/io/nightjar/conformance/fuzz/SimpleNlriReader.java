package io.nightjar.conformance.fuzz;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads routes (RFC 4271 §4.3, RFC 7911 §3) slowly and by way of text, with nothing of the codec's. */
final class SimpleNlriReader {

    private static final int PATH_ID = 4;
    private static final int GROUP = 2;

    private SimpleNlriReader() {}

    /** Why a field cannot be read. */
    enum Failure {
        TOO_SHORT,
        TOO_LONG_A_PREFIX
    }

    /** The routes of a field, or why there are none. */
    record Reading(List<Nlri> routes, @Nullable Failure failure) {}

    static Reading read(byte[] field, boolean ipv4, boolean paths) {
        List<Nlri> routes = new ArrayList<>();
        int width = ipv4 ? 4 : 16;
        int at = 0;
        while (at < field.length) {
            long pathId = Nlri.NO_PATH_ID;
            if (paths) {
                if (at + PATH_ID >= field.length) {
                    return new Reading(List.of(), Failure.TOO_SHORT);
                }
                pathId = new BigInteger(1, Arrays.copyOfRange(field, at, at + PATH_ID)).longValueExact();
                at += PATH_ID;
            }
            int bits = Byte.toUnsignedInt(field[at++]);
            if (bits > width * 8) {
                return new Reading(List.of(), Failure.TOO_LONG_A_PREFIX);
            }
            int octets = bits / 8 + (bits % 8 == 0 ? 0 : 1);
            if (octets > field.length - at) {
                return new Reading(List.of(), Failure.TOO_SHORT);
            }
            byte[] address = Arrays.copyOf(Arrays.copyOfRange(field, at, at + octets), width);
            clearBelow(address, bits);
            routes.add(new Nlri(Prefix.parse(text(address, ipv4) + "/" + bits), pathId));
            at += octets;
        }
        return new Reading(routes, null);
    }

    private static void clearBelow(byte[] address, int bits) {
        for (int bit = bits; bit < address.length * 8; bit++) {
            address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
    }

    private static String text(byte[] address, boolean ipv4) {
        if (ipv4) {
            return IntStream.range(0, address.length)
                    .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(address[i])))
                    .collect(Collectors.joining("."));
        }
        String groups = IntStream.iterate(0, i -> i < address.length, i -> i + GROUP)
                .mapToObj(i -> new BigInteger(1, Arrays.copyOfRange(address, i, i + GROUP)).toString(16))
                .collect(Collectors.joining(":"));
        return IpAddress.parse(groups).toString();
    }
}
