package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The SYN with which a connection that we have accepted began. Options set on the connection protect what comes later; what came
 * with it and what has been received since are judged by this.
 *
 * @param ttl the TTL or hop limit with which it arrived
 * @param signed whether it had a TCP MD5 signature; the kernel has checked it then
 */
record SavedSyn(int ttl, boolean signed) {

    /** {@code TCP_SAVE_SYN}, for a listener. */
    static final IntegerUnixChannelOption SAVE = new IntegerUnixChannelOption("TCP_SAVE_SYN", 6, 27);

    private static final RawUnixChannelOption SAVED = new RawUnixChannelOption("TCP_SAVED_SYN", 6, 28, 256);

    private static final int PROTOCOL_TCP = 6;
    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int TCP_HEADER_LENGTH = 20;
    private static final int OPTION_END = 0;
    private static final int OPTION_NOP = 1;
    private static final int OPTION_MD5 = 19;

    /** That of {@code accepted}, if the kernel has kept it: not from a flood of SYNs that was answered with cookies. */
    static Optional<SavedSyn> of(Channel accepted) {
        try {
            ByteBuffer headers = accepted.config().getOption(SAVED);
            return headers == null ? Optional.empty() : parse(headers);
        } catch (ChannelException notKept) {
            return Optional.empty();
        }
    }

    /** What an IP and a TCP header say, if they are that. */
    static Optional<SavedSyn> parse(ByteBuffer headers) {
        if (headers.limit() < IPV6_HEADER_LENGTH) {
            return Optional.empty();
        }
        int first = headers.get(0) & 0xff;
        return switch (first >> 4) {
            case 4 -> parse(headers, (first & 0xf) * 4, headers.get(9), headers.get(8) & 0xff);
            case 6 -> parse(headers, IPV6_HEADER_LENGTH, headers.get(6), headers.get(7) & 0xff);
            default -> Optional.empty();
        };
    }

    private static Optional<SavedSyn> parse(ByteBuffer headers, int offset, int protocol, int ttl) {
        if (protocol != PROTOCOL_TCP || headers.limit() < offset + TCP_HEADER_LENGTH) {
            return Optional.empty();
        }
        int end = offset + ((headers.get(offset + 12) & 0xf0) >> 4) * 4;
        return Optional.of(
                new SavedSyn(ttl, hasMd5(headers, offset + TCP_HEADER_LENGTH, Math.min(end, headers.limit()))));
    }

    private static boolean hasMd5(ByteBuffer headers, int from, int end) {
        int at = from;
        while (at < end && headers.get(at) != OPTION_END) {
            if (headers.get(at) == OPTION_MD5) {
                return true;
            }
            int length = at + 1 < end ? headers.get(at + 1) & 0xff : 0;
            at += headers.get(at) == OPTION_NOP ? 1 : Math.max(length, 2);
        }
        return false;
    }
}
