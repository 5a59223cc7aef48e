package io.nightjar.bgp.mrt;

/** Is told what a record holds, in its order. */
public interface MrtSink {

    /** The peers of the table that follows. */
    void peerIndexTable(PeerIndexTable table);

    /** One route of one peer. */
    void ribEntry(RibEntry entry);

    /** A message on a session. */
    void message(Bgp4mpMessage message);

    /** A change of a session's state. */
    void stateChange(Bgp4mpStateChange change);

    /** A record of a kind that is not decoded here. */
    void unsupported(String kind);
}
