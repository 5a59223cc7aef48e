package io.nightjar.fsm;

/**
 * How one state answers each event.
 *
 * <p>Each state is a class with one exhaustive switch over all kinds of events, so that a forgotten cell does not
 * compile, and with its methods in the order of RFC 4271 §8.2.2. Connect and Active share theirs in {@link BeforeOpen}.
 */
interface StateBehaviour {

    Transition handle(SessionContext context, FsmEvent event);
}
