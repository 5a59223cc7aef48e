/**
 * The static file: a speaker's configuration without a datastore.
 *
 * <p>Receives the text of a {@code speaker.yaml}; emits a {@link io.nightjar.rib.config.SpeakerConfig} or the list of
 * everything that is wrong with the text, each with file, line, key and reason. {@link
 * io.nightjar.daemon.config.Schema} names each section's keys with their types and defaults; the documentation is
 * tested against it, and no reader can ask for a key that is not in it.
 *
 * <p>The YAML library only parses: it hands over a tree of nodes that know their lines, and nothing is ever
 * instantiated from a tag. Scalars are read as the text that stands in the file, so that {@code 1.10} is an AS number in
 * dotted notation, and no address becomes a base-60 number.
 *
 * <p>Refuses unknown, repeated, missing and mistyped keys, and values that contradict each other. A value that is
 * refused never stops the reading: people get to see all their mistakes at once.
 */
@NullMarked
package io.nightjar.daemon.config;

import org.jspecify.annotations.NullMarked;
