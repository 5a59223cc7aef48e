/**
 * A node's own files that have a say in what it does: passwords, and what Felix says of workloads that are peers.
 *
 * <p>Receives directories from the environment; emits {@link io.nightjar.calico.plan.LocalInputs}, a value. A secret {@code name}
 * with the key {@code key} is the file {@code name/key} below {@code NIGHTJAR_SECRETS_DIR}, as Kubernetes mounts Secrets, and its
 * octets are the password, all of them. What cannot be read is not there; what that means is for the planner to say.
 */
@NullMarked
package io.nightjar.calico.files;

import org.jspecify.annotations.NullMarked;
