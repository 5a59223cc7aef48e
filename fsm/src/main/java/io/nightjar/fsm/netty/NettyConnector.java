package io.nightjar.fsm.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.session.Connector;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dials from one peer's event loop, which owns it. */
final class NettyConnector implements Connector {

    private final IoTransport transport;
    private final EventLoop loop;
    private final OpenChannels open;

    NettyConnector(IoTransport transport, EventLoop loop, OpenChannels open) {
        this.transport = transport;
        this.loop = loop;
        this.open = open;
    }

    @Override
    public Dial connect(PeerConfig peer, DialListener listener) {
        IpAddress remote = peer.remote().address();
        Channel channel = transport.newSocket(remote);
        open.add(channel);
        SocketOptions.apply(channel, remote);
        channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
        // The ConnectRetryTimer decides how long an attempt may take.
        channel.config().setConnectTimeoutMillis(0);
        String refusal = SocketOptions.protect(channel, remote, peer.transport());
        PendingConnect pending = new PendingConnect(peer, channel, refusal, listener);
        loop.register(channel).addListener(pending::registered);
        return pending;
    }

    private static final class PendingConnect implements Dial {

        private final PeerConfig peer;
        private final Channel channel;
        private final String refusal;
        private final DialListener listener;
        private boolean cancelled;

        PendingConnect(PeerConfig peer, Channel channel, String refusal, DialListener listener) {
            this.peer = peer;
            this.channel = channel;
            this.refusal = refusal;
            this.listener = listener;
        }

        @Override
        public void cancel() {
            cancelled = true;
            Outcome.unneeded(channel.close());
        }

        void registered(Future<? super Void> registration) {
            if (!registration.isSuccess()) {
                finished(registration);
                return;
            }
            if (!refusal.isEmpty() && !cancelled) {
                // Never without the protection that is wanted.
                Outcome.unneeded(channel.close());
                listener.failed(TcpFailure.of(refusal));
                return;
            }
            PeerConfig.Remote remote = peer.remote();
            @Nullable IpAddress source = peer.local().address();
            ChannelPromise promise = channel.newPromise();
            ChannelFuture connecting = source == null
                    ? channel.connect(SocketAddresses.of(remote.address(), remote.port()), promise)
                    : channel.connect(
                            SocketAddresses.of(remote.address(), remote.port()),
                            SocketAddresses.of(source, 0),
                            promise);
            connecting.addListener(this::finished);
        }

        private void finished(Future<? super Void> future) {
            if (cancelled) {
                Outcome.unneeded(channel.close());
            } else if (future.isSuccess()) {
                listener.connected(NettyConnection.on(channel));
            } else {
                Outcome.unneeded(channel.close());
                listener.failed(failure(Objects.requireNonNull(future.cause())));
            }
        }

        private static TcpFailure failure(Throwable cause) {
            // Netty's own has no message.
            String message =
                    cause instanceof NoRouteToHostException ? "No route to host" : String.valueOf(cause.getMessage());
            boolean refused = cause instanceof ConnectException
                    && message.toLowerCase(Locale.ROOT).contains("refused");
            return refused ? TcpFailure.refused("connection refused") : TcpFailure.of("cannot connect: " + message);
        }
    }
}
