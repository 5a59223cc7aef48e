/**
 * Packets between workloads while speakers restart, die, are upgraded and are configured anew.
 *
 * <p>{@link io.nightjar.conformance.traffic.TrafficLab} is a small cluster with one node whose speaker is looked at, Nightjar or
 * BIRD 1.6; a {@link io.nightjar.conformance.traffic.ProbeStream} is a constant stream of numbered packets from one workload to
 * another; a {@link io.nightjar.conformance.traffic.RouteRecord} is what a node's kernel tells about its routes meanwhile. A
 * {@link io.nightjar.conformance.traffic.TrafficEvent} happens between two marks in every stream, and every number between
 * the marks has arrived or is lost.
 */
@NullMarked
package io.nightjar.conformance.traffic;

import org.jspecify.annotations.NullMarked;
