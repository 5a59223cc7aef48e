package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.peer.NegotiatedSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The complete table of states and events stands in {@code state-event-table.txt}; the machine must do what it says. */
class StateEventTableTest {

    @ParameterizedTest
    @MethodSource("cells")
    void theMachineDoesWhatTheCellSays(Cell cell) {
        Transition transition = SessionStateMachine.apply(contextIn(cell.state), TestEvents.of(cell.event));
        assertThat(transition.next().state()).isEqualTo(cell.next);
        assertThat(ActionText.of(transition.actions())).isEqualTo(cell.actions);
    }

    @Test
    void everyStateAndEventHasExactlyOneCell() {
        List<String> listed = cells().stream()
                .map(cell -> cell.state + "+" + cell.event.name())
                .toList();
        List<String> all = new ArrayList<>();
        for (FsmState state : FsmState.values()) {
            for (FsmEventType event : FsmEventType.values()) {
                all.add(state + "+" + event.name());
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyKindOfEventIsOneRecord() {
        for (FsmEventType type : FsmEventType.values()) {
            assertThat(TestEvents.of(type).type()).isEqualTo(type);
        }
    }

    static SessionContext contextIn(FsmState state) {
        Set<SessionTimer> running = switch (state) {
            case IDLE -> Set.of();
            case CONNECT, ACTIVE -> Set.of(SessionTimer.CONNECT_RETRY);
            case OPEN_SENT -> Set.of(SessionTimer.HOLD);
            case OPEN_CONFIRM -> Set.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE);
            case ESTABLISHED -> Set.of(SessionTimer.HOLD, SessionTimer.KEEPALIVE, SessionTimer.SEND_HOLD);
        };
        boolean agreed = state == FsmState.OPEN_CONFIRM || state == FsmState.ESTABLISHED;
        @Nullable NegotiatedSession negotiated = agreed ? TestPeers.negotiated() : null;
        return new SessionContext(
                SessionSettings.of(TestPeers.internal()),
                state,
                running,
                SessionContext.Counters.ZERO,
                IdleHoldCause.NONE,
                negotiated);
    }

    static List<Cell> cells() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(StateEventTableTest.class.getResourceAsStream("state-event-table.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Cell::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    record Cell(FsmState state, FsmEventType event, FsmState next, String actions) {

        static Cell parse(String line) {
            String[] columns = line.split(" \\| ", -1);
            return new Cell(
                    FsmState.valueOf(columns[0]),
                    FsmEventType.valueOf(columns[1]),
                    FsmState.valueOf(columns[2]),
                    columns[3]);
        }
    }
}
