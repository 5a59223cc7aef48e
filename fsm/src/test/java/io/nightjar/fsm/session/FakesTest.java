package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.TestPeers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fakes keep the ports' promises. */
class FakesTest {

    @Test
    void theManualClockGoesOnlyWhenTold() {
        ManualClock clock = new ManualClock();
        long before = clock.nanoTime();
        clock.advance(Duration.ofMillis(3));
        assertThat(clock.nanoTime() - before).isEqualTo(3_000_000);
    }

    @Test
    void aRecordedTimerExpiresOnceAndAStoppedOneNever() {
        RecordingTimers timers = new RecordingTimers();
        List<String> expired = new ArrayList<>();
        timers.start(SessionTimer.HOLD, Duration.ofSeconds(9), () -> expired.add("first"));
        timers.start(SessionTimer.HOLD, Duration.ofSeconds(8), () -> expired.add("second"));
        assertThat(timers.after(SessionTimer.HOLD)).isEqualTo(Duration.ofSeconds(8));
        timers.expire(SessionTimer.HOLD);
        assertThat(expired).containsExactly("second");
        timers.start(SessionTimer.KEEPALIVE, Duration.ofSeconds(1), () -> expired.add("stopped"));
        timers.stop(SessionTimer.KEEPALIVE);
        assertThat(timers.running()).isEmpty();
        assertThatThrownBy(() -> timers.expire(SessionTimer.KEEPALIVE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFakeConnectionRefusesToSendOnceItIsClosed() {
        FakeConnection connection = DriverFixture.connection();
        connection.send(KeepaliveMessage.INSTANCE);
        connection.close();
        assertThat(connection.sent()).containsExactly(KeepaliveMessage.INSTANCE);
        assertThatThrownBy(() -> connection.send(KeepaliveMessage.INSTANCE)).isInstanceOf(IllegalStateException.class);
        assertThat(connection.localAddress()).isEqualTo(TestPeers.LOCAL_ADDRESS);
        assertThat(connection.remoteAddress()).isEqualTo(TestPeers.PEER_ADDRESS);
    }

    @Test
    void aFakeDialReportsWhatTheTestDecides() {
        FakeConnector connector = new FakeConnector();
        List<String> heard = new ArrayList<>();
        Connector.DialListener listener = new Connector.DialListener() {
            @Override
            public void connected(Connection connection) {
                heard.add("connected");
            }

            @Override
            public void failed(TcpFailure failure) {
                heard.add(failure.reason());
            }
        };
        connector.connect(TestPeers.internal(), listener).cancel();
        assertThat(connector.last().isCancelled()).isTrue();
        assertThat(connector.last().peer()).isEqualTo(TestPeers.internal());
        connector.last().succeed(DriverFixture.connection());
        connector.last().fail(TcpFailure.of("no route"));
        assertThat(heard).containsExactly("connected", "no route");
    }

    @Test
    void jitterShortensAllTimersButTheHoldTimerByAQuarterAtMost() {
        TimerJitter jitter = new TimerJitter(new SplittableRandom(7));
        Duration nominal = Duration.ofSeconds(100);
        for (SessionTimer timer : SessionTimer.values()) {
            for (int i = 0; i < 200; i++) {
                Duration armed = jitter.apply(timer, nominal);
                assertThat(armed).isBetween(timer == SessionTimer.HOLD ? nominal : Duration.ofSeconds(75), nominal);
            }
        }
    }
}
