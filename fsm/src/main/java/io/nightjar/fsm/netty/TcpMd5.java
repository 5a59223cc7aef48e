package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.RawUnixChannelOption;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.TcpPassword;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The keys of TCP MD5 signatures (RFC 2385) on one socket, set one by one with {@code TCP_MD5SIG_EXT}: so each has an outcome of its
 * own, and one may be that of a whole network.
 */
final class TcpMd5 {

    /** {@code struct tcp_md5sig}: sockaddr_storage, flags, prefix length, key length, interface, key. */
    private static final int STRUCT_LENGTH = 216;

    private static final RawUnixChannelOption TCP_MD5SIG_EXT =
            new RawUnixChannelOption("TCP_MD5SIG_EXT", 6, 32, STRUCT_LENGTH);

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int IPV4_OFFSET = 4;
    private static final int IPV6_OFFSET = 8;
    private static final int FLAGS_OFFSET = 128;
    private static final byte FLAG_PREFIX = 1;
    private static final int KEY_LENGTH_OFFSET = 130;
    private static final int KEY_OFFSET = 136;
    private static final String ENOMEM = "Cannot allocate memory";

    private TcpMd5() {}

    /**
     * Sets, or with null removes, the key for what comes from and goes to {@code network}.
     *
     * @return why that was not possible; empty if it was
     */
    static String set(Channel channel, Prefix network, @Nullable TcpPassword password) {
        try {
            boolean known = channel.config().setOption(TCP_MD5SIG_EXT, struct(network, password));
            return known ? "" : "no TCP MD5 signatures with this transport";
        } catch (ChannelException refused) {
            return explain(refused);
        }
    }

    /** Netty hands over the kernel's error as text only. */
    private static String explain(ChannelException refused) {
        String message = String.valueOf(refused.getMessage());
        return message.contains(ENOMEM)
                ? "the kernel has no room for another TCP MD5 key: raise net.core.optmem_max"
                : "the kernel takes no TCP MD5 key (it may be short of net.core.optmem_max): " + message;
    }

    private static ByteBuffer struct(Prefix network, @Nullable TcpPassword password) {
        ByteBuffer struct = ByteBuffer.allocateDirect(STRUCT_LENGTH).order(ByteOrder.nativeOrder());
        boolean ipv4 = network.address() instanceof Ipv4Address;
        struct.putShort(0, ipv4 ? AF_INET : AF_INET6);
        struct.put(ipv4 ? IPV4_OFFSET : IPV6_OFFSET, network.address().toBytes());
        if (!network.isHost()) {
            struct.put(FLAGS_OFFSET, FLAG_PREFIX);
            struct.put(FLAGS_OFFSET + 1, (byte) network.length());
        }
        if (password != null) {
            byte[] key = password.octets();
            struct.putShort(KEY_LENGTH_OFFSET, (short) key.length);
            struct.put(KEY_OFFSET, key);
        }
        return struct;
    }
}
