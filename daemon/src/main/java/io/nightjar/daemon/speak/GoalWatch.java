package io.nightjar.daemon.speak;

import io.nightjar.bgp.net.AddressFamily;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether the goal has been reached, or cannot be any more. */
final class GoalWatch {

    private final SpeakGoal goal;
    private final long startNanos;
    private final Set<AddressFamily> awaited = new HashSet<>();
    private long upNanos;
    private boolean up;
    private boolean down;
    private boolean allSent;
    private boolean endWanted;
    private long heard;

    GoalWatch(SpeakGoal goal, long startNanos) {
        this.goal = goal;
        this.startNanos = startNanos;
    }

    void up(Set<AddressFamily> families, long now) {
        awaited.clear();
        awaited.addAll(families);
        upNanos = now;
        up = true;
        down = false;
        allSent = false;
    }

    void allSent() {
        allSent = true;
    }

    void heard() {
        heard++;
    }

    void endOfRib(AddressFamily family) {
        awaited.remove(family);
    }

    /** We end the session ourselves, so its end is what was asked for. */
    void endWanted() {
        endWanted = true;
    }

    void down() {
        up = false;
        down = true;
    }

    /** Whether all went as it should; nothing while that is open. */
    Optional<Boolean> outcome(long now) {
        if (isReached(now)) {
            return Optional.of(true);
        }
        if (goal.limit() != null && now - startNanos >= goal.limit().toNanos()) {
            return Optional.of(goal.until() == SpeakGoal.Until.QUIT && goal.messages() == 0 && up);
        }
        return down && !goal.keepTrying() ? Optional.of(false) : Optional.empty();
    }

    private boolean isReached(long now) {
        if (goal.messages() > 0 && heard >= goal.messages()) {
            return true;
        }
        boolean sent = up && allSent;
        return (down && endWanted)
                || switch (goal.until()) {
                    case QUIT -> false;
                    case ESTABLISHED -> sent;
                    case END_OF_RIB -> sent && awaited.isEmpty();
                    case TIME -> sent && now - upNanos >= goal.after().toNanos();
                    case DOWN -> down;
                };
    }
}
