package io.nightjar.daemon.speak;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoalWatchTest {

    private static final Set<AddressFamily> IPV4 = Set.of(AddressFamily.IPV4_UNICAST);
    private static final long SECOND = 1_000_000_000L;

    private static GoalWatch watch(SpeakGoal.Until until, long messages, @Nullable Duration limit, boolean keepTrying) {
        return new GoalWatch(new SpeakGoal(until, Duration.ofSeconds(2), messages, limit, keepTrying), 0);
    }

    private static GoalWatch watch(SpeakGoal.Until until) {
        return watch(until, 0, null, false);
    }

    @Test
    void establishedIsReachedWhenAllIsSent() {
        GoalWatch watch = watch(SpeakGoal.Until.ESTABLISHED);
        watch.up(IPV4, 0);
        assertThat(watch.outcome(0)).isEmpty();
        watch.allSent();

        assertThat(watch.outcome(0)).contains(true);
    }

    @Test
    void endOfRibIsAwaitedForEachFamily() {
        GoalWatch watch = watch(SpeakGoal.Until.END_OF_RIB);
        watch.up(IPV4, 0);
        watch.allSent();
        assertThat(watch.outcome(0)).isEmpty();
        watch.endOfRib(AddressFamily.IPV4_UNICAST);

        assertThat(watch.outcome(0)).contains(true);
    }

    @Test
    void timeCountsFromTheSessionsBeginning() {
        GoalWatch watch = watch(SpeakGoal.Until.TIME);
        watch.up(IPV4, SECOND);
        watch.allSent();

        assertThat(watch.outcome(2 * SECOND)).isEmpty();
        assertThat(watch.outcome(3 * SECOND)).contains(true);
    }

    @Test
    void theEndOfTheSessionIsAFailureUnlessItIsWanted() {
        GoalWatch failing = watch(SpeakGoal.Until.QUIT);
        failing.up(IPV4, 0);
        failing.down();
        assertThat(failing.outcome(0)).contains(false);

        GoalWatch patient = watch(SpeakGoal.Until.QUIT, 0, null, true);
        patient.up(IPV4, 0);
        patient.down();
        assertThat(patient.outcome(0)).isEmpty();

        GoalWatch wanting = watch(SpeakGoal.Until.DOWN);
        wanting.up(IPV4, 0);
        assertThat(wanting.outcome(0)).isEmpty();
        wanting.down();
        assertThat(wanting.outcome(0)).contains(true);

        GoalWatch ending = watch(SpeakGoal.Until.QUIT);
        ending.up(IPV4, 0);
        ending.endWanted();
        ending.down();
        assertThat(ending.outcome(0)).contains(true);
    }

    @Test
    void messagesAreCounted() {
        GoalWatch watch = watch(SpeakGoal.Until.QUIT, 2, null, false);
        watch.up(IPV4, 0);
        watch.heard();
        assertThat(watch.outcome(0)).isEmpty();
        watch.heard();

        assertThat(watch.outcome(0)).contains(true);
    }

    @Test
    void aLimitIsReachedWellOnlyIfNothingElseWasAskedFor() {
        GoalWatch idle = watch(SpeakGoal.Until.QUIT, 0, Duration.ofSeconds(1), false);
        assertThat(idle.outcome(0)).isEmpty();
        assertThat(idle.outcome(SECOND)).contains(false);
        idle.up(IPV4, 0);
        assertThat(idle.outcome(SECOND)).contains(true);

        GoalWatch waiting = watch(SpeakGoal.Until.END_OF_RIB, 0, Duration.ofSeconds(1), false);
        waiting.up(IPV4, 0);
        assertThat(waiting.outcome(SECOND)).contains(false);
    }
}
