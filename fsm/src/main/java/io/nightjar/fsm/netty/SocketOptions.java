package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every BGP connection's socket is set to. */
final class SocketOptions {

    private static final Logger LOG = LoggerFactory.getLogger(SocketOptions.class);

    /** Internetwork control (RFC 4271 §5.1.1 leaves it open; all speakers use it). */
    private static final int INTERNETWORK_CONTROL = 0xc0;

    private static final IntegerUnixChannelOption IPV6_TCLASS = new IntegerUnixChannelOption("IPV6_TCLASS", 41, 67);
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private SocketOptions() {}

    /** Sets the options of a channel that has not been registered; it will read only when told to. */
    static void apply(Channel channel, IpAddress peer) {
        channel.config().setAutoRead(false);
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        set(channel, ChannelOption.TCP_NODELAY, true);
        if (peer instanceof Ipv4Address || !(channel instanceof EpollSocketChannel)) {
            set(channel, ChannelOption.IP_TOS, INTERNETWORK_CONTROL);
        } else {
            set(channel, IPV6_TCLASS, INTERNETWORK_CONTROL);
        }
    }

    /** A session works without any of them. */
    private static <T> void set(Channel channel, ChannelOption<T> option, T value) {
        try {
            channel.config().setOption(option, value);
        } catch (ChannelException refused) {
            LOG.debug("{} could not be set: {}", option, refused.getMessage());
        }
    }
}
