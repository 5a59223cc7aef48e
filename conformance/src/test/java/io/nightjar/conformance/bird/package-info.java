/**
 * Nightjar beside BIRD on BIRD's own control socket: the same questions to both in one network, through BIRD's own client, and what
 * Calico's tools make of the answers.
 */
@NullMarked
package io.nightjar.conformance.bird;

import org.jspecify.annotations.NullMarked;
