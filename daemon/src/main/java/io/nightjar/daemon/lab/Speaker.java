package io.nightjar.daemon.lab;

import java.util.List;

/** The BGP speaker of one node; it runs from the moment it exists. */
public interface Speaker {

    /** What runs here, for a reader. */
    String kind();

    /** The running program. */
    LabProcess process();

    /** Starts it again after it has ended. */
    void restart();

    /** Its sessions; empty as long as it does not answer. */
    List<Session> sessions();
}
