/**
 * The speaker's configuration as a value: the one language between planners and the running daemon.
 *
 * <p>Planners (from a datastore, from a file) emit a {@link io.nightjar.rib.config.SpeakerConfig}; the daemon compares it
 * with the one in force and does only what the difference demands. Nothing in here knows where it came from, except for
 * the origins that people are told.
 */
@NullMarked
package io.nightjar.rib.config;

import org.jspecify.annotations.NullMarked;
