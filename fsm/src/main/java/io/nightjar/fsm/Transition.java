package io.nightjar.fsm;

import java.util.List;

/**
 * What an event does to a session.
 *
 * @param next the context from now on
 * @param actions to be carried out, in this order
 */
public record Transition(SessionContext next, List<FsmAction> actions) {

    public Transition {
        actions = List.copyOf(actions);
    }

    /** Nothing happens. */
    static Transition stay(SessionContext context) {
        return new Transition(context, List.of());
    }
}
