package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.message.ShutdownCommunication;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.TestPeers;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Since when things are as they are, and what is still to come. */
class SessionClocksTest {

    private final DriverFixture fixture = new DriverFixture(TestPeers.internal());
    private final SessionDriver driver = fixture.driver;

    private Duration sinceChange() {
        return driver.status().clocks().sinceChange();
    }

    private void pass(int seconds) {
        fixture.clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void diallingInVainIsNoChangeButComingUpAndGoingDownAre() {
        pass(7);
        driver.start();
        assertThat(sinceChange()).isZero();
        pass(3);
        fixture.connector.last().fail(TcpFailure.of("no route"));
        assertThat(sinceChange()).isEqualTo(Duration.ofSeconds(3));
        driver.stop(ShutdownCommunication.cease(CeaseSubcode.ADMINISTRATIVE_SHUTDOWN, ""));
        assertThat(sinceChange()).isZero();

        FakeConnection connection = fixture.established();
        pass(5);
        assertThat(sinceChange()).isEqualTo(Duration.ofSeconds(5));
        connection.lose("reset");
        assertThat(sinceChange()).isZero();
    }

    @Test
    void anErrorIsAChange() {
        driver.start();
        pass(4);
        fixture.dialled().receive(TestPeers.peerOpen(1));

        assertThat(sinceChange()).isZero();
        SessionStatus.Running rest =
                Objects.requireNonNull(driver.status().clocks().running().get(SessionTimer.IDLE_HOLD));
        assertThat(rest.time()).isBetween(Duration.ofMillis(3750), Duration.ofSeconds(5));
        assertThat(rest.left()).isEqualTo(rest.time());
    }

    @Test
    void timersRunDownAndNoFurther() {
        fixture.established();
        SessionStatus.Running hold =
                Objects.requireNonNull(driver.status().clocks().running().get(SessionTimer.HOLD));
        pass(10);
        assertThat(driver.status().clocks().running().get(SessionTimer.HOLD))
                .isEqualTo(new SessionStatus.Running(hold.left().minusSeconds(10), hold.time()));
        pass(1000);
        assertThat(driver.status().clocks().running().get(SessionTimer.HOLD))
                .isEqualTo(new SessionStatus.Running(Duration.ZERO, hold.time()));
        assertThat(driver.status().clocks().running()).doesNotContainKey(SessionTimer.IDLE_HOLD);
    }

    @Test
    void aSessionThatHasEndedHasNoTimersOfItsOwn() {
        FakeConnection connection = fixture.established();
        connection.lose("reset");

        assertThat(driver.status().clocks().running())
                .doesNotContainKeys(SessionTimer.HOLD, SessionTimer.KEEPALIVE)
                .containsKey(SessionTimer.IDLE_HOLD);
    }
}
