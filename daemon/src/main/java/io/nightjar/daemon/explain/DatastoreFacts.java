package io.nightjar.daemon.explain;

import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.store.KeyValueView;

/**
 * What a node makes of its datastore, as one value.
 *
 * @param node the node's own name
 * @param view what is in the store
 * @param state what it means
 * @param plan what follows for the node
 */
public record DatastoreFacts(String node, KeyValueView view, ClusterState state, Plan plan) {}
