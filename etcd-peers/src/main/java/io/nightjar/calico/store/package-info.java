/**
 * Where the cluster's state comes from: a key-value store, seen as a value.
 *
 * <p>A {@link io.nightjar.calico.store.Datastore} owns the connection. It hands over complete, immutable
 * {@link io.nightjar.calico.store.KeyValueView}s, the first one only when everything has been read, and says whether it is
 * in touch with the store. It never hands over a difference: a consumer compares values, so a lost event, a compaction and
 * a restart of the store are one case. When the store is gone the last view stays in force; nothing is withdrawn because
 * nothing is known.
 *
 * <p>{@link io.nightjar.calico.store.EtcdDatastore} knows when to list and when to watch; how, is known to the
 * connections of the two APIs, gRPC and HTTP. Any break of a watch ends that connection: the endpoints are probed, a new
 * client is built with back-off, and everything is listed anew. The client library would resume a watch by itself, but after a long
 * outage only a minute late, and after a loss of data never.
 *
 * <p>A {@link io.nightjar.calico.store.WritableStore} is for commands: it reads and writes single keys, and notices when somebody
 * else was faster. A speaker has none.
 *
 * <p>Refuses: interpreting a value (see {@code calico.model}), calling a listener on any thread but the executor that was
 * given.
 */
@NullMarked
package io.nightjar.calico.store;

import org.jspecify.annotations.NullMarked;
