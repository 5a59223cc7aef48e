/**
 * Route reflection (RFC 4456), as pure functions.
 *
 * <p>Owns who hears what ({@link io.nightjar.reflector.ReflectionExport}), what a reflected route carries
 * ({@link io.nightjar.reflector.ReflectionAttributes}), and how a loop is recognised
 * ({@link io.nightjar.reflector.ReflectionLoopCheck}). {@link io.nightjar.reflector.ReflectionRules} puts them behind the
 * ports of the table, which knows nothing of clusters.
 *
 * <p>A peer is a client if it has a cluster id in its policy: ours towards it. A reflector may have several clusters, and
 * without any client it is a plain internal speaker that still drops its own routes when they come back. One that has former clients
 * only, which have to hear from each other before they can do without, is such a speaker for what it hears, and a reflector for what
 * it tells.
 *
 * <p>It refuses to reflect between two non-clients, and through a cluster that the route has been through. So each reflection puts an id
 * in front of CLUSTER_LIST that was not in there, and no route runs in circles, whoever took it.
 */
@NullMarked
package io.nightjar.reflector;

import org.jspecify.annotations.NullMarked;
