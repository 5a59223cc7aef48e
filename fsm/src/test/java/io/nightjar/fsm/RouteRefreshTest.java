package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ROUTE-REFRESH messages reach the table (RFC 2918, RFC 7313 §5). */
class RouteRefreshTest {

    private static SessionContext established(boolean enhanced) {
        SessionContext context = StateEventTableTest.contextIn(FsmState.ESTABLISHED);
        OpenMessage plain = new OpenMessage(
                OpenMessage.VERSION_4,
                TestPeers.AS,
                240,
                TestPeers.PEER_ID,
                new Capabilities(List.of(
                        new MultiprotocolCapability(AddressFamily.IPV4_UNICAST), new RouteRefreshCapability())));
        return enhanced
                ? context
                : new SessionContext(
                        context.settings(),
                        context.state(),
                        context.runningTimers(),
                        context.counters(),
                        context.idleHold(),
                        TestPeers.negotiated(TestPeers.internal(), plain));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, refresh",
        "1, true, refresh",
        "2, true, refresh",
        "3, true, -",
        "255, true, -",
        "0, false, refresh",
        "1, false, -",
        "2, false, -",
        "3, false, -"
    })
    void requestsCountAlwaysAndMarkersWhenNegotiated(int subtype, boolean enhanced, String actions) {
        Transition received = SessionStateMachine.apply(
                established(enhanced),
                new FsmEvent.RouteRefreshMsg(new RouteRefreshMessage(AddressFamily.IPV4_UNICAST, subtype)));
        assertThat(received.next().state()).isEqualTo(FsmState.ESTABLISHED);
        assertThat(ActionText.of(received.actions())).isEqualTo(actions);
    }
}
