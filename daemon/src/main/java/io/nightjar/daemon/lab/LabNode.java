package io.nightjar.daemon.lab;

import java.util.List;

/** A node of the lab: where it stands in the network, the block of addresses that it owns, and its workloads. */
public record LabNode(String name, String address, String block, List<Workload> workloads) {

    public LabNode {
        workloads = List.copyOf(workloads);
    }
}
