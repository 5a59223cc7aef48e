/**
 * Calico's cluster state as typed values.
 *
 * <p>Receives a {@link io.nightjar.calico.store.KeyValueView}: keys and text. Emits a
 * {@link io.nightjar.calico.model.ClusterState}: nodes, peers, pools and block affinities, with defaults applied. There is
 * one parser per kind of key; they accept what Calico's writers of all releases write (see each parser) and answer anything
 * else with a reason. Such an object is {@link io.nightjar.calico.model.Unusable}: it is set aside, its last good version
 * stays in force, and every other object applies as if nothing had happened. No text, however hostile, makes a parser throw
 * anything but that reason.
 *
 * <p>Refuses: any decision about what the state means for this node (see {@code calico.plan}).
 */
@NullMarked
package io.nightjar.calico.model;

import org.jspecify.annotations.NullMarked;
