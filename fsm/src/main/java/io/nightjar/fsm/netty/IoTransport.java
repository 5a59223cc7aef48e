package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ThreadFactory;

/** How bytes move: epoll, or NIO where the platform has no epoll. The choice is made here and nowhere else. */
public enum IoTransport {
    EPOLL {
        @Override
        EventLoopGroup newGroup(int threads) {
            return loops(threads, EpollIoHandler.newFactory());
        }

        @Override
        Channel newSocket(IpAddress peer) {
            return new EpollSocketChannel(family(peer));
        }

        @Override
        ServerChannel newServer(IpAddress local) {
            return new EpollServerSocketChannel(family(local));
        }
    },
    NIO {
        @Override
        EventLoopGroup newGroup(int threads) {
            return loops(threads, NioIoHandler.newFactory());
        }

        @Override
        Channel newSocket(IpAddress peer) {
            return new NioSocketChannel(SelectorProvider.provider(), family(peer));
        }

        @Override
        ServerChannel newServer(IpAddress local) {
            return new NioServerSocketChannel(SelectorProvider.provider(), family(local));
        }
    };

    /** Epoll where it works. */
    public static IoTransport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    abstract EventLoopGroup newGroup(int threads);

    abstract Channel newSocket(IpAddress peer);

    abstract ServerChannel newServer(IpAddress local);

    private static SocketProtocolFamily family(IpAddress address) {
        return address instanceof Ipv4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    private static EventLoopGroup loops(int threads, IoHandlerFactory io) {
        return EventLoops.sleeping(new MultiThreadIoEventLoopGroup(threads, threadFactory(), io));
    }

    private static ThreadFactory threadFactory() {
        return new DefaultThreadFactory("bgp-io", true) {
            @Override
            protected Thread newThread(Runnable task, String name) {
                // Netty names pool and number; the role and the number are enough.
                return super.newThread(task, "bgp-io-" + name.substring(name.lastIndexOf('-') + 1));
            }
        };
    }
}
