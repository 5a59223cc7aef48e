package io.nightjar.fsm.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionQueueTest {

    private final SessionQueue queue = new SessionQueue(new Loop(true));
    private final List<String> done = new ArrayList<>();

    /** A loop that the caller is on, or is not. */
    private record Loop(boolean inLoop) implements SessionLoop {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    @Test
    void whatHappensMeanwhileIsHandledAfterwardsInItsOrder() {
        queue.run(() -> {
            queue.run(() -> done.add("second"));
            queue.run(() -> done.add("third"));
            done.add("first");
        });
        assertThat(done).containsExactly("first", "second", "third");
        assertThat(queue.length()).isZero();
    }

    /** However many events there are: what waits is what one of them has caused. */
    @Test
    void itIsNoLongerThanWhatOneEventCauses() {
        int[] longest = {0};
        for (int event = 0; event < 10_000; event++) {
            queue.run(() -> {
                for (int effect = 0; effect < 3; effect++) {
                    queue.run(() -> longest[0] = Math.max(longest[0], queue.length()));
                }
                longest[0] = Math.max(longest[0], queue.length());
            });
            assertThat(queue.length()).isZero();
        }
        assertThat(longest[0]).isEqualTo(3);
    }

    @Test
    void aTaskThatFailsKeepsNobodyFromGoingOn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> queue.run(() -> {
                    queue.run(() -> done.add("left over"));
                    throw new IllegalStateException("fault");
                }));
        queue.run(() -> done.add("next"));
        assertThat(done).containsExactly("left over", "next");
        assertThat(queue.length()).isZero();
    }

    @Test
    void onlyTheSessionsLoopMayUseIt() {
        SessionQueue elsewhere = new SessionQueue(new Loop(false));
        assertThatIllegalStateException().isThrownBy(() -> elsewhere.run(() -> done.add("never")));
        assertThat(done).isEmpty();
    }
}
