package io.nightjar.conformance.interop;

import java.util.List;

/** A real speaker on a node of its own; it runs from the moment it exists. */
interface InteropPeer {

    /** Its name and version, as the running program says. */
    String version();

    /** Whether it calls the session of that name Established. */
    boolean isEstablished(String session);

    /** All that it says about the session of that name, for a reader. */
    String session(String session);

    /** All paths that it knows for the prefix, wherever they come from. */
    List<PeerPath> paths(String prefix);

    /** Announces a prefix of its own to everybody. */
    void announce(String prefix);

    /** Withdraws a prefix of its own. */
    void withdraw(String prefix);

    /** Asks the neighbor of that session for all its routes again (RFC 2918). */
    void askForRefresh(String session);

    /** How many UPDATEs that neighbor has sent; it counts repeated ones, too. */
    long updatesReceived(String session);

    /** Whether a path for the prefix has arrived with all {@link SpeakerSetup#heavyCommunities}. */
    boolean isHeavy(String prefix);

    /** How many markers of a refresh's beginning and end that neighbor has sent (RFC 7313). */
    long refreshMarkers(String session);

    /** Ends that session by an operator's command with a text (RFC 9003). */
    void shutDown(String session, String text);

    /** Takes {@link #shutDown} back. */
    void startUp(String session);

    /** What runs. */
    PeerProgram program();

    /** SIGKILL. */
    default void kill() {
        program().kill();
    }

    /** Starts again with the same configuration after it has been killed, as one whose forwarding went on. */
    default void restart() {
        program().restart();
    }

    /** What the program has logged. */
    default String log() {
        return program().log();
    }
}
