/**
 * What an operator would want to know about a datastore before a node stumbles over it.
 *
 * <p>Receives a view of all that concerns BGP, of all nodes, and what a node's own files say; emits
 * {@link io.nightjar.calico.lint.Finding}s, each with the key that it is about. Objects that cannot be used are findings, and so
 * are those that can but cannot have been meant: a selector that matches nothing, two nodes at one address, a filter that is not
 * there.
 *
 * <p>Pure; refuses to judge what depends on the network: whether a peer answers is a matter of {@code nightjar status}.
 */
@NullMarked
package io.nightjar.calico.lint;

import org.jspecify.annotations.NullMarked;
