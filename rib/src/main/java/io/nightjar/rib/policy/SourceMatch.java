package io.nightjar.rib.policy;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.rib.route.RouteSource;

/** What a rule asks about where a route came from. A value. */
public sealed interface SourceMatch {

    /** Wherever it came from. */
    SourceMatch ANY = new Any();

    boolean matches(RouteSource source);

    /** Nothing is asked. */
    record Any() implements SourceMatch {
        @Override
        public boolean matches(RouteSource source) {
            return true;
        }
    }

    /** It came in this way. */
    record OfKind(RouteSource.Kind kind) implements SourceMatch {
        @Override
        public boolean matches(RouteSource source) {
            return source.kind() == kind;
        }
    }

    /**
     * It was found in the kernel, and there it has all of this.
     *
     * @param interfaces the device; a route without one has the empty name
     * @param protocols the number of its owner; 2 for what a device is connected to
     * @param metrics its metric; 0 when it has none
     */
    record InKernel(InterfacePattern interfaces, NumberRange protocols, NumberRange metrics) implements SourceMatch {

        /** Whoever put it there, with whatever metric. */
        public static InKernel on(String glob) {
            return new InKernel(new InterfacePattern(glob), NumberRange.ANY, NumberRange.ANY);
        }

        /** On whatever device. */
        public static InKernel withMetric(NumberRange metrics) {
            return new InKernel(InterfacePattern.ANY, NumberRange.ANY, metrics);
        }

        @Override
        public boolean matches(RouteSource source) {
            return source instanceof RouteSource.Learned learned
                    && protocols.contains(learned.protocol())
                    && metrics.contains(learned.metric())
                    && interfaces.matches(learned.interfaceName());
        }
    }
}
