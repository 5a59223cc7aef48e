package io.nightjar.fsm.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.fsm.FsmState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BgpEndpointTest {

    @Test
    void twoSpeakersEstablishASessionWellUnderASecondAfterBothAreUp() {
        try (Speaker a = new Speaker("127.17.8.1");
                Speaker b = new Speaker("127.17.8.2")) {
            a.endpoint.add(a.peer(b.address, 179, true));
            int port = a.listen();
            long start = System.nanoTime();
            b.endpoint.add(b.peer(a.address, port, false));
            a.sessions.awaitUp();
            b.sessions.awaitUp();
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            assertThat(a.statusOf(b).state()).isEqualTo(FsmState.ESTABLISHED);
        }
    }
}
