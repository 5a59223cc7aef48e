/**
 * Generators and wire builders for the protocol's values, for the tests of this module and of all that speak BGP.
 *
 * <p>What {@link io.nightjar.bgp.testing.BgpArbitraries} makes is valid: a speaker may send it and must accept it. Octets
 * that are wrong on purpose are put together with {@link io.nightjar.bgp.testing.WireBytes}.
 */
package io.nightjar.bgp.testing;
