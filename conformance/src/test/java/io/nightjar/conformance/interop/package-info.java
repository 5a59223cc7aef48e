/**
 * The interoperability matrix: Nightjar beside every peer, feature by feature, and the table in {@code docs/interop.md}.
 *
 * <p>A row is an {@link io.nightjar.conformance.interop.InteropFeature}, a column a {@link
 * io.nightjar.conformance.interop.PeerKind}, and each cell is a test with what both sides say about themselves. Features
 * that need the same sessions share an {@link io.nightjar.conformance.interop.InteropScenario}; each scenario is built
 * once, as an {@link io.nightjar.conformance.interop.InteropBed}: one Nightjar and all peers, each on a node of its own.
 *
 * <p>A scenario says who talks to whom ({@link io.nightjar.conformance.interop.SpeakerSetup}, {@link
 * io.nightjar.conformance.interop.BgpSession}) in nobody's language. One class per daemon puts it into that daemon's
 * words, and reads its answers back ({@link io.nightjar.conformance.interop.InteropPeer}). What a daemon lacks stands in
 * its {@code PeerKind}, with the evidence; a cell is never left out without that.
 */
@NullMarked
package io.nightjar.conformance.interop;

import org.jspecify.annotations.NullMarked;
