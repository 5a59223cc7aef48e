/**
 * What is told to whom, and with which attributes (RFC 4271 §5, §9.1.3, §9.2; RFC 1997).
 *
 * <p>Receives a best path and an {@link io.nightjar.rib.outbound.ExportTarget}, which stands for all peers that are told
 * the same; emits a verdict from a closed enum and the attributes to announce. Pure: an Adj-RIB-Out is a function of the
 * Loc-RIB and these rules and can be computed again at any time. "Not back to its source" is the one rule that is about a
 * single peer, and is applied by whoever sends.
 *
 * <p>What an internal peer may hear about routes of internal peers is behind the port
 * {@link io.nightjar.rib.outbound.AdvertisementRule}: nothing in a full mesh, more with route reflection.
 *
 * <p>One departure from RFC 4271 §9.1.2.1, which BIRD makes too: a best path whose next hop cannot be reached from here is
 * announced all the same. A reflector need not be able to forward what it reflects.
 */
@NullMarked
package io.nightjar.rib.outbound;

import org.jspecify.annotations.NullMarked;
