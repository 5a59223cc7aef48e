/**
 * Messages, attributes, capabilities and faults as JSON, for everybody in the daemon who shows them.
 *
 * <p>Receives values of {@code bgp-core}; emits trees of Jackson whose names are documented in docs/decode.md and stay as
 * they are. Every value has a form: numbers are numbers, addresses, prefixes and communities are text, an AS_PATH is a list
 * of segments, and what is not known is hexadecimal. Nothing is decoded here.
 */
@NullMarked
package io.nightjar.daemon.json;

import org.jspecify.annotations.NullMarked;
