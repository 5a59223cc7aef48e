/**
 * How long a node takes that starts into a large mesh, beside real daemons, and what it costs then and while nothing happens.
 *
 * <p>The node has a network namespace and a kernel table of its own ({@link io.nightjar.benchmarks.mesh.MeshGround}). One thread in
 * another namespace plays all other nodes, each with an address of its own ({@link io.nightjar.benchmarks.mesh.Players}). Nightjar reads
 * the cluster from a real etcd as Calico 3 writes it ({@link io.nightjar.benchmarks.mesh.MeshKeys}); BIRD has what Calico's confd makes of
 * the same keys. Everything is checked: what the others are told ({@link io.nightjar.benchmarks.mesh.Announcements}), and each route of
 * the kernel ({@link io.nightjar.benchmarks.mesh.KernelCheck}).
 *
 * <p>{@code scripts/bench-mesh} runs it; {@code docs/mesh-join.md} is written by it.
 */
@NullMarked
package io.nightjar.benchmarks.mesh;

import org.jspecify.annotations.NullMarked;
