/**
 * Calico's resources as files: what {@code calicoctl} takes, in YAML or in JSON.
 *
 * <p>Receives texts with any number of documents; emits the keys and values that {@code calicoctl} would write into the
 * datastore, as a {@link io.nightjar.calico.store.KeyValueView}. Raw keys may be given, too, as a document of keys and values,
 * which is how the older layout comes in. Affinities of blocks are where Calico's address management looks for them.
 *
 * <p>{@link io.nightjar.calico.resources.ResourceRules} knows what Calico demands of a resource before it lets it in, and
 * {@link io.nightjar.calico.resources.ResourceWriter} writes resources as {@code calicoctl apply} does.
 *
 * <p>Numbers, flags and nothing are what YAML says that they are; everything else stays the text that it is. In particular a
 * community like {@code 5663:12} is no number, and a time is no time.
 */
@NullMarked
package io.nightjar.calico.resources;

import org.jspecify.annotations.NullMarked;
