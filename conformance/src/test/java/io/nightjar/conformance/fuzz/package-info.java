/**
 * Coverage-guided fuzzing. Each fuzz test states what has to be true of any input. In a build it runs on the seeds (what we
 * send, and what broke other speakers) and on every input that was once a finding; {@code scripts/fuzz} lets it look for
 * more.
 *
 * <p>The first octet of an input chooses the session that it arrives on, so that one corpus covers them all.
 */
package io.nightjar.conformance.fuzz;
