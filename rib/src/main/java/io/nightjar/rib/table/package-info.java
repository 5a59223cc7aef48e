/**
 * The tables of RFC 4271 §3.2 as data structures: Adj-RIBs-In, the Loc-RIB, an Adj-RIB-Out, and what they share.
 *
 * <p>Owns memory, not decisions: who is accepted, chosen or told is decided by {@code inbound}, {@code decision} and
 * {@code outbound}. Everything in here is mutable and belongs to one thread, that of the engine; nothing checks it here,
 * because the engine, the only way in, does.
 *
 * <p>Attributes are interned, so equal ones are one value and mostly compared by identity. Next hops are indexed by the
 * destinations that use them, so that a change in the kernel touches only these.
 */
@NullMarked
package io.nightjar.rib.table;

import org.jspecify.annotations.NullMarked;
