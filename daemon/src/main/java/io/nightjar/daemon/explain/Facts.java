package io.nightjar.daemon.explain;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.SpeakerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What everybody knows about one destination at one moment.
 *
 * @param prefix the destination
 * @param source what is said about it
 * @param config what is in force
 * @param sessions how they are
 * @param table what it knows
 * @param kernel what it has
 */
public record Facts(
        Prefix prefix,
        Source source,
        SpeakerConfig config,
        SessionFacts sessions,
        TableFacts table,
        KernelFacts kernel) {

    /**
     * What is said about it.
     *
     * @param location where the configuration comes from, for people
     * @param datastore what is made of it; null without one, or before it was read
     * @param away why the datastore is not current; empty if it is
     * @param owners of blocks around the destination
     */
    public record Source(String location, @Nullable DatastoreFacts datastore, String away, Owners owners) {}
}
