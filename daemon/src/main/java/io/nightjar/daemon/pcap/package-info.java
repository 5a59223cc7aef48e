/**
 * Reads captures (pcap, pcapng) and puts the octets of TCP connections in order.
 *
 * <p>Receives an {@link java.io.InputStream}; a {@link io.nightjar.daemon.pcap.CaptureReader} gives packets, from which
 * {@link io.nightjar.daemon.pcap.TcpSegment} takes what is between link layer and TCP's data, and a
 * {@link io.nightjar.daemon.pcap.TcpReassembly} tells a listener the octets of one direction, and what is missing of them.
 *
 * <p>Knows nothing of BGP. Memory is bounded: one packet, and per direction what waits for a missing segment. Fragments of
 * IP are said to be such and not put together; speakers do path MTU discovery.
 */
@NullMarked
package io.nightjar.daemon.pcap;

import org.jspecify.annotations.NullMarked;
