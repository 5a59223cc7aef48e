package io.nightjar.conformance.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * How many peers nodes have, and what they send.
 *
 * @param least of all nodes
 * @param median of all nodes
 * @param most of all nodes
 * @param busiest the node that has sent most messages
 * @param messages that it has sent
 * @param octets that it has sent
 */
record PeerCounts(int least, int median, int most, String busiest, long messages, long octets) {

    static PeerCounts of(Cluster cluster) {
        List<Integer> peers = new ArrayList<>();
        Machine busiest = cluster.machines().get(0);
        for (Machine machine : cluster.machines()) {
            SpeakerProcess process = machine.process();
            if (process != null) {
                peers.add(process.sessions().peers().size());
            }
            busiest = machine.messagesSent() > busiest.messagesSent() ? machine : busiest;
        }
        peers.sort(null);
        return new PeerCounts(
                peers.isEmpty() ? 0 : peers.get(0),
                peers.isEmpty() ? 0 : peers.get(peers.size() / 2),
                peers.isEmpty() ? 0 : peers.get(peers.size() - 1),
                busiest.name(),
                busiest.messagesSent(),
                busiest.octetsSent());
    }
}
