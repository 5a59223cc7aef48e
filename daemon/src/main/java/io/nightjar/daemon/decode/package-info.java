/**
 * What {@code nightjar decode} does: recognizes an input, reads it as a stream, and tells what is in it as JSON lines.
 *
 * <p>Receives hexadecimal text, captures (through {@code daemon.pcap}) and MRT files (through {@code bgp.mrt}); emits
 * objects to {@link io.nightjar.daemon.decode.DecodeReport}, each with its place in the input. What cannot be decoded is an
 * object as well, and one line for people; reading goes on behind it wherever it can be found again.
 *
 * <p>Memory does not grow with the input: one record, one message per direction, and a bounded number of connections.
 */
@NullMarked
package io.nightjar.daemon.decode;

import org.jspecify.annotations.NullMarked;
