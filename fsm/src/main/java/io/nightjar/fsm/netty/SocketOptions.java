package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerTransport;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every BGP connection's socket is set to. */
final class SocketOptions {

    private static final Logger LOG = LoggerFactory.getLogger(SocketOptions.class);

    /** Internetwork control (RFC 4271 §5.1.1 leaves it open; all speakers use it). */
    private static final int INTERNETWORK_CONTROL = 0xc0;

    private static final IntegerUnixChannelOption IP_TTL = new IntegerUnixChannelOption("IP_TTL", 0, 2);
    private static final IntegerUnixChannelOption IP_MINTTL = new IntegerUnixChannelOption("IP_MINTTL", 0, 21);
    private static final IntegerUnixChannelOption IPV6_UNICAST_HOPS =
            new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", 41, 16);
    private static final IntegerUnixChannelOption IPV6_MINHOPCOUNT =
            new IntegerUnixChannelOption("IPV6_MINHOPCOUNT", 41, 73);

    /** What our SYN-ACKs have: the peer may want it (RFC 5082), and which peer it is cannot be known yet. */
    private static final int SYN_ACK_TTL = 255;

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

    /** Sets the options of a listener that has not been bound. */
    static void prepareListener(Channel server, IpAddress local) {
        if (server instanceof EpollServerSocketChannel) {
            set(server, local instanceof Ipv4Address ? IP_TTL : IPV6_UNICAST_HOPS, SYN_ACK_TTL);
            set(server, SavedSyn.SAVE, 1);
        }
    }

    /**
     * Protects a connection that is about to be dialled, or has been accepted.
     *
     * @return why that was not possible, in which case it must not be used; empty if it was
     */
    static String protect(Channel channel, IpAddress peer, PeerTransport transport) {
        boolean ipv4 = peer instanceof Ipv4Address;
        set(channel, ipv4 ? IP_TTL : IPV6_UNICAST_HOPS, transport.sendTtl());
        if (transport.ttlSecurity() && !set(channel, ipv4 ? IP_MINTTL : IPV6_MINHOPCOUNT, transport.minTtl())) {
            return "the least TTL cannot be set";
        }
        return transport.password() == null ? "" : TcpMd5.set(channel, Prefix.host(peer), transport.password());
    }

    /**
     * RFC 9687: a few KEEPALIVEs find room in the kernel's buffer although the peer takes nothing, so the kernel has to look as well. It
     * is given half as long again, so that it does not come before the SendHoldTimer where that sees something.
     */
    static void endWhenStalled(Channel channel, Duration sendHoldTime) {
        if (channel instanceof EpollSocketChannel) {
            long millis = sendHoldTime.plus(sendHoldTime.dividedBy(2)).toMillis();
            set(channel, EpollChannelOption.TCP_USER_TIMEOUT, (int) Math.min(millis, Integer.MAX_VALUE));
        }
    }

    /** Why a connection must not be used although the kernel has accepted it; empty if it may. */
    static String refusal(Channel accepted, PeerTransport transport) {
        if (!transport.ttlSecurity() && transport.password() == null) {
            return "";
        }
        return SavedSyn.of(accepted).map(syn -> refusal(syn, transport)).orElse("how it began is not known");
    }

    private static String refusal(SavedSyn syn, PeerTransport transport) {
        if (syn.ttl() < transport.minTtl()) {
            return "TTL " + syn.ttl() + " instead of at least " + transport.minTtl();
        }
        return transport.password() != null && !syn.signed() ? "no TCP MD5 signature" : "";
    }

    /** A session works without most of them; returns whether this one is set. */
    private static <T> boolean set(Channel channel, ChannelOption<T> option, T value) {
        try {
            return channel.config().setOption(option, value);
        } catch (ChannelException refused) {
            LOG.debug("{} could not be set: {}", option, refused.getMessage());
            return false;
        }
    }
}
