/**
 * Numbers and addresses as values: what every other package speaks.
 *
 * <p>Owns addresses, prefixes, AS numbers, identifiers, address families and plain octets. All of them are immutable,
 * compare by value, and have one canonical text form that parses back. Addresses are bits, never host names: nothing
 * here can reach a resolver, a socket or a clock.
 *
 * <p>Registries that grow (AFI, SAFI) are records over their number with constants for the values we name, so an
 * unknown value survives being received, shown and sent on.
 *
 * <p>What holds very many of them in little memory is here as well: a table by prefixes, objects by number, and a short memory of
 * equal values. Which prefixes share a place of the table cannot be foreseen from outside.
 *
 * <p>Refuses text that is nearly right: leading zeros, zones, host names and out-of-range lengths are errors that quote
 * the culprit.
 */
@NullMarked
package io.nightjar.bgp.net;

import org.jspecify.annotations.NullMarked;
