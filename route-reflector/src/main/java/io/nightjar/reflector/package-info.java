/**
 * Route reflection (RFC 4456), as pure functions.
 *
 * <p>Owns who hears what ({@link io.nightjar.reflector.ReflectionExport}), what a reflected route carries
 * ({@link io.nightjar.reflector.ReflectionAttributes}), and how a loop is recognised
 * ({@link io.nightjar.reflector.ReflectionLoopCheck}). {@link io.nightjar.reflector.ReflectionRules} puts them behind the
 * ports of the table, which knows nothing of clusters.
 *
 * <p>A peer is a client if it has a cluster id in its policy: ours towards it. A reflector may have several clusters, and
 * without any client it is a plain internal speaker that still drops its own routes when they come back.
 *
 * <p>It refuses to reflect between two non-clients, and to clients of a cluster that the route has been through.
 */
@NullMarked
package io.nightjar.reflector;

import org.jspecify.annotations.NullMarked;
