package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nightjar.bgp.net.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcceptorTest {

    private final List<Channel> accepted = new ArrayList<>();
    private final EmbeddedChannel listening =
            new EmbeddedChannel(new Acceptor(new ListenAddress(IpAddress.parse("127.0.0.1"), 179), accepted::add));

    @Test
    void connectionsAreHandedOver() {
        Channel connection = new EmbeddedChannel();
        listening.writeInbound(connection);
        assertThat(accepted).containsExactly(connection);
    }

    @Test
    void aFailureIsFollowedByARestAndNotByABusyLoop() {
        listening.freezeTime();
        for (int failure = 0; failure < 1000; failure++) {
            listening.pipeline().fireExceptionCaught(new IOException("Too many open files"));
        }
        assertThat(listening.config().isAutoRead()).isFalse();
        listening.advanceTimeBy(Acceptor.REST_MILLIS - 1, TimeUnit.MILLISECONDS);
        listening.runScheduledPendingTasks();
        assertThat(listening.config().isAutoRead()).isFalse();
        listening.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        listening.runScheduledPendingTasks();
        assertThat(listening.config().isAutoRead()).isTrue();
    }
}
