package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import java.util.BitSet;
import java.util.function.BiConsumer;

/**
 * The destinations (with path identifiers, if they have any) that a member of an update group has to be told about, each
 * once, with whether the member has a route of this name from us. What it is told is looked up when it is told, so changes coalesce;
 * and there is no mark for what is neither known to the member nor to be told, so the set is bounded by what the member knows and by
 * the table, however much comes and goes.
 *
 * <p>The names are shared with all other members; a mark is two bits. They are told by their numbers, round after round: what is
 * marked now has been told one round later, however much is marked meanwhile.
 */
final class DirtyPrefixes {

    private static final int ROUND_SHIFT = Integer.SIZE;

    private final RouteNames names;
    private BitSet due = new BitSet();
    private BitSet known = new BitSet();
    private int size;

    /** Which number is looked at next. */
    private int next;

    /** How many rounds have ended. */
    private long rounds;

    DirtyPrefixes(RouteNames names) {
        this.names = names;
    }

    /**
     * Marks a destination, unless the member neither has a route of this name nor is to be told one; a mark of which that is true now
     * goes.
     *
     * @param knownToMember counts if there is no mark yet: what the member knew when it was first marked stays
     */
    void mark(RouteName name, boolean knownToMember, boolean wanted) {
        if (isMarked(name)) {
            if (!wanted) {
                gone(name);
            }
        } else if (knownToMember || wanted) {
            int number = names.hold(name);
            due.set(number);
            known.set(number, knownToMember);
            size++;
        }
    }

    private boolean isMarked(RouteName name) {
        return name.isNumbered() && due.get(name.number());
    }

    /** The member is not to be told of this destination: unless it knows of it, there is nothing to say. */
    void gone(RouteName name) {
        if (isMarked(name) && !known.get(name.number())) {
            remove(name);
        }
    }

    private void remove(RouteName name) {
        due.clear(name.number());
        known.clear(name.number());
        names.release(name);
        size--;
        if (size == 0) {
            forgetAll();
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The moment now: {@link #hasReached} it when all that is marked now is not any more. */
    long end() {
        return size == 0 ? now() : now() + (1L << ROUND_SHIFT);
    }

    /** Whether all that was marked at that moment has been taken out, or is gone. */
    boolean hasReached(long end) {
        return now() >= end;
    }

    private long now() {
        return (rounds << ROUND_SHIFT) | next;
    }

    /** Removes up to {@code limit} destinations, each with whether the member knows of it. */
    void take(int limit, BiConsumer<Nlri, Boolean> action) {
        for (int taken = 0; taken < limit && size > 0; taken++) {
            int number = nextMarked();
            RouteName name = names.get(number);
            boolean isKnown = known.get(number);
            next = number + 1;
            remove(name);
            action.accept(name.nlri(), isKnown);
        }
        if (size > 0) {
            next = nextMarked();
        }
    }

    private int nextMarked() {
        int number = due.nextSetBit(next);
        if (number < 0) {
            rounds++;
            number = due.nextSetBit(0);
        }
        return number;
    }

    /** Nobody is to be told any more. */
    void clear() {
        due.stream().forEach(number -> names.release(names.get(number)));
        size = 0;
        forgetAll();
    }

    /** Whatever moment is waited for, two rounds later it has been reached. What was big once does not stay so. */
    private void forgetAll() {
        due = new BitSet();
        known = new BitSet();
        next = 0;
        rounds += 2;
    }
}
