package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * Which routes are shown, and how.
 *
 * @param destination the one destination; null for all
 * @param covering whether it is the longest match of {@code destination}, and not just that
 * @param source those of this protocol only; null for all
 * @param export what is told to a protocol; null when that is not asked
 * @param primary only the best route of each destination
 * @param filtered those that a filter has refused, and no others
 * @param detail how much is said about each
 */
public record RouteQuery(
        @Nullable Prefix destination,
        boolean covering,
        @Nullable String source,
        @Nullable Export export,
        boolean primary,
        boolean filtered,
        Detail detail) {

    /** How much is said. */
    public enum Detail {
        /** A line each. */
        ROWS,
        /** A line each and one with the attributes of each. */
        ATTRIBUTES,
        /** A line each, and how many there are. */
        ROWS_AND_COUNT,
        /** The same with attributes. */
        ATTRIBUTES_AND_COUNT,
        /** How many there are. */
        COUNT;

        /** Whether routes are shown. */
        public boolean rows() {
            return this != COUNT;
        }

        /** Whether attributes are. */
        public boolean attributes() {
            return this == ATTRIBUTES || this == ATTRIBUTES_AND_COUNT;
        }

        /** Whether it ends with how many there are. */
        public boolean counted() {
            return this != ROWS && this != ATTRIBUTES;
        }
    }

    /** What is asked about telling. */
    public enum ExportMode {
        /** What may be told, whatever the filter says. */
        PREEXPORT,
        /** What is told. */
        EXPORT,
        /** What may be told but for the filter. */
        NOEXPORT
    }

    /** A protocol that is told. */
    public record Export(ExportMode mode, String protocol) {}

    /** Whether it is about everything that the table has. */
    public boolean unconditional() {
        return destination == null && source == null && export == null && !primary && !filtered;
    }
}
