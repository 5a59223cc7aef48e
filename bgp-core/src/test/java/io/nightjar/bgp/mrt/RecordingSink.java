package io.nightjar.bgp.mrt;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingSink implements MrtSink {

    final List<Object> told = new ArrayList<>();

    @Override
    public void peerIndexTable(PeerIndexTable table) {
        told.add(table);
    }

    @Override
    public void ribEntry(RibEntry entry) {
        told.add(entry);
    }

    @Override
    public void message(Bgp4mpMessage message) {
        told.add(message);
    }

    @Override
    public void stateChange(Bgp4mpStateChange change) {
        told.add(change);
    }

    @Override
    public void unsupported(String kind) {
        told.add(kind);
    }

    <T> T only(Class<T> type) {
        if (told.size() != 1) {
            throw new AssertionError("told: " + told);
        }
        return type.cast(told.get(0));
    }
}
