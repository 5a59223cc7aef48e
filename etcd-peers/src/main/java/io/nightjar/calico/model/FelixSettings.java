package io.nightjar.calico.model;

import io.nightjar.calico.model.BgpSettings.ClusterRoutes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Felix, who works beside us on every node, has been told about routes between nodes. Its half of {@code
 * programClusterRoutes} has to fit to that of BGPConfiguration.
 *
 * @param global what is said to all of them; null if nothing is
 * @param nodes what is said to some of them otherwise, by node
 * @param release of Calico that the cluster says it is; null if it does not
 */
public record FelixSettings(
        @Nullable ClusterRoutes global,
        SortedMap<String, ClusterRoutes> nodes,
        @Nullable Release release) {

    /** Nothing is said. */
    public static final FelixSettings NONE = new FelixSettings(null, new TreeMap<>(), null);

    /** Since this release Felix programs routes at all, those of pools with IPIP if nothing is said. */
    private static final Release PROGRAMMING = new Release(3, 33);

    public FelixSettings {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    /** A release of Calico. */
    public record Release(int major, int minor) implements Comparable<Release> {

        @Override
        public int compareTo(Release other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return "v" + major + "." + minor;
        }
    }

    /** What Felix does on a node. */
    public ClusterRoutes on(String node) {
        ClusterRoutes own = nodes.get(node);
        return own != null ? own : global != null ? global : usual();
    }

    private ClusterRoutes usual() {
        return release != null && release.compareTo(PROGRAMMING) < 0
                ? ClusterRoutes.DISABLED
                : ClusterRoutes.ENABLED_IPIP_ONLY;
    }

    /** Why Felix does that, for people. */
    public String reason(String node) {
        if (nodes.containsKey(node)) {
            return "FelixConfiguration node." + node;
        }
        if (global != null) {
            return "FelixConfiguration default";
        }
        return "the default of Calico " + (release == null ? "since " + PROGRAMMING : release.toString());
    }
}
