package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.RecentValues;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.route.ResolvedRoute;
import org.jspecify.annotations.Nullable;

/**
 * What very many routes of the kernel have in common: one object of equal attributes, and not even that is made for a route like the one
 * before. Peers announce many of them with one message. Not for several threads.
 */
final class KernelAttributes {

    private final RecentValues<RouteAttributes> recent = new RecentValues<>();

    private @Nullable Last last;

    /** For which route attributes were made last, and by what. */
    private record Last(
            KernelProgram program, @Nullable TunnelRule tunnel, ResolvedRoute path, RouteAttributes attributes) {

        /** By identity: what is equal and not the same is only made once more. */
        @SuppressWarnings("ReferenceEquality")
        boolean isLike(KernelProgram otherProgram, @Nullable TunnelRule otherTunnel, ResolvedRoute other) {
            return program == otherProgram
                    && tunnel == otherTunnel
                    && path.resolution() == other.resolution()
                    && path.route().attributes() == other.route().attributes()
                    && path.route().source() == other.route().source()
                    && path.prefix().afi().equals(other.prefix().afi());
        }
    }

    /** What this program says of a destination with these paths. */
    RouteAttributes of(KernelProgram program, Prefix prefix, Multipath paths) {
        if (paths.paths().size() > 1) {
            return recent.same(program.attributes(prefix, paths));
        }
        Last before = last;
        ResolvedRoute path = paths.best();
        TunnelRule tunnel = program.tunnel(prefix);
        if (before != null && before.isLike(program, tunnel, path)) {
            return before.attributes();
        }
        RouteAttributes attributes = recent.same(program.attributes(prefix, paths));
        last = new Last(program, tunnel, path, attributes);
        return attributes;
    }
}
