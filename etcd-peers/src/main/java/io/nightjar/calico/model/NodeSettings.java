package io.nightjar.calico.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said for one node ({@code node.<name>}) or for all of them.
 *
 * @param logSeverity {@code debug}, {@code info} or {@code none}; null for what holds for all
 * @param listenPort where connections are accepted; null for what holds for all
 * @param advertisements which communities announced routes carry; null for what holds for all
 */
public record NodeSettings(
        @Nullable String logSeverity,
        @Nullable Integer listenPort,
        @Nullable List<PrefixAdvertisement> advertisements) {

    /** Nothing is said. */
    public static final NodeSettings NONE = new NodeSettings(null, null, null);

    public NodeSettings {
        advertisements = advertisements == null ? null : List.copyOf(advertisements);
    }
}
