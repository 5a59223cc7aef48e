/**
 * Octets to messages and back (RFC 4271 §4, RFC 4760, RFC 6793, RFC 5492, RFC 2918).
 *
 * <p>Receives whole frames and the session's {@link io.nightjar.bgp.codec.CodecContext}; emits messages, faults as data
 * (RFC 7606), or a {@link io.nightjar.bgp.error.BgpProtocolException} with the NOTIFICATION to send. Arbitrary octets
 * produce nothing else. Lengths are checked before anything is read.
 *
 * <p>Each attribute, capability and message has one codec, both directions in one file, registered in one visible list.
 * Decoding is structural; what a structure may mean is checked afterwards by the validator. Flags and lengths are always
 * computed on output, never copied from input.
 */
@NullMarked
package io.nightjar.bgp.codec;

import org.jspecify.annotations.NullMarked;
