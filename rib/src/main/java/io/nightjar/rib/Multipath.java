package io.nightjar.rib;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.route.ResolvedRoute;
import java.util.List;

/**
 * What forwarding may use for one destination: the best path, and the others that are as good as far as a packet is concerned.
 *
 * @param paths the best one first; not empty. It may be unreachable, and is alone then
 */
public record Multipath(List<ResolvedRoute> paths) {

    public Multipath {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no path");
        }
    }

    /** A best path that has no equal. */
    public static Multipath of(ResolvedRoute best) {
        return new Multipath(List.of(best));
    }

    public ResolvedRoute best() {
        return paths.get(0);
    }

    public Prefix prefix() {
        return best().prefix();
    }
}
