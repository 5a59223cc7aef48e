package io.nightjar.daemon.lab;

/** A "container": its name, its address, and its interface on the node. */
public record Workload(String name, String address, String interfaceName) {}
