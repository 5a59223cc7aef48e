/**
 * Whatever a peer sends: octets built by hand, over real connections, against a running speaker. What the others see of
 * it is read by a parser that shares nothing with the codec under test.
 */
package io.nightjar.conformance.hostile;
