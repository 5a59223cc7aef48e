/**
 * Why a destination is where it is, or is not there: from the datastore's key over intent, session, import, decision and next hop
 * to the kernel and to those who hear of it.
 *
 * <p>Receives {@link io.nightjar.daemon.explain.Facts}, a small snapshot of what everybody knows about one destination, and makes
 * an {@link io.nightjar.daemon.explain.Explanation} of it: an ordered list of steps, each with a {@link
 * io.nightjar.daemon.explain.Code} out of one closed enum, and a conclusion. Pure: no clock, no thread, no question to anybody.
 *
 * <p>Each stage has a class of its own, which says what it has found and what is in the way. What is in the way counts only if
 * there is no route: a rejected path does no harm where another one is used.
 *
 * <p>Refuses to guess: what is not in the facts is not in the explanation.
 */
@NullMarked
package io.nightjar.daemon.explain;

import org.jspecify.annotations.NullMarked;
