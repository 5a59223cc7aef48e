package io.nightjar.fsm.session;

/** Told of the end of a peer that exists only as long as its connections do. On the session's loop. */
public interface PeerLifetime {

    /** The last connection is gone, and no error wait keeps the peer. */
    void retired();

    /** A connection had been on its way when the peer retired: whether it may live on. */
    boolean revived();

    /** What it may cause in the log, together with others like it. */
    LogBudget logBudget();
}
