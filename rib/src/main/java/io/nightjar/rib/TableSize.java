package io.nightjar.rib;

/**
 * How much is in the table.
 *
 * @param destinations with at least one route that takes part in the decision
 * @param routes that take part in it
 */
public record TableSize(int destinations, int routes) {}
