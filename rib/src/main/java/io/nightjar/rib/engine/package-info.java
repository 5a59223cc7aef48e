/**
 * The table engine: commands in, messages and best-path changes out.
 *
 * <p>{@link io.nightjar.rib.engine.RibEngine} owns every table and has no thread: it applies commands and then settles, that
 * is, decides each touched destination once, tells the listener, and has the update groups announce the difference.
 * {@link io.nightjar.rib.engine.RibLoop} is the thread {@code bgp-rib} with the mailbox before it. A mailbox that is full
 * makes the sessions stop reading; no command is ever dropped.
 *
 * <p>Peers that are told the same form an {@code UpdateGroup} with one Adj-RIB-Out: a change is exported and encoded once
 * and the octets are shared. Packets are made per source, so "not back to its source" is asked per packet. A member that is
 * not writable leaves the shared stream; the destinations that it misses are remembered with whether it knows a
 * route to them ({@code DirtyPrefixes}, bounded by the table), and it gets the then current state when it drains. Their names are
 * there once for all members of all groups ({@code RouteNames}), so that each that a member misses is two bits. A route refresh is the
 * same case: destinations that the member has to be told about. All members that join in one turn, and all that move from one group to
 * another as their export policy has changed ({@code FormerTable}), are told together what they do not know, in shared octets too; what
 * one of them does not take, it has missed.
 * End-of-RIB follows when a new member has been told everything for the first time.
 *
 * <p>Refuses nothing silently: an update of a peer that is not up is a late one from a session that has ended, and the
 * only thing ignored.
 */
@NullMarked
package io.nightjar.rib.engine;

import org.jspecify.annotations.NullMarked;
