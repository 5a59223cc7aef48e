package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Calico 3 may say about all nodes beyond AS number and mesh.
 *
 * @param node what a node may have otherwise
 * @param bindToNodeAddress whether connections are accepted on the node's own addresses only
 * @param ignoredInterfaces patterns of devices whose networks are not looked at
 * @param mesh about the sessions of the mesh
 * @param services which ranges of service addresses are announced
 * @param clusterRoutes which routes are ours to program
 * @param priorities the metrics of ordinary routes
 */
public record BgpSettings(
        NodeSettings node,
        boolean bindToNodeAddress,
        List<String> ignoredInterfaces,
        Mesh mesh,
        Services services,
        ClusterRoutes clusterRoutes,
        Priorities priorities) {

    /** Nothing is said. */
    public static final BgpSettings DEFAULT = new BgpSettings(
            NodeSettings.NONE,
            false,
            List.of(),
            new Mesh(null, null),
            new Services(List.of(), List.of(), List.of(), true),
            ClusterRoutes.ENABLED_NO_ENCAP_ONLY,
            new Priorities(Priorities.NORMAL, Priorities.NORMAL));

    public BgpSettings {
        ignoredInterfaces = List.copyOf(ignoredInterfaces);
    }

    /** The same with other words about what a node may have otherwise. */
    BgpSettings withNode(NodeSettings other) {
        return new BgpSettings(other, bindToNodeAddress, ignoredInterfaces, mesh, services, clusterRoutes, priorities);
    }

    /**
     * About the sessions of the mesh.
     *
     * @param password where it is; null for none
     * @param restartSeconds how long the others shall wait for us; null for the default
     */
    public record Mesh(
            @Nullable SecretKeyRef password, @Nullable Integer restartSeconds) {}

    /**
     * Ranges of service addresses.
     *
     * @param clusterIps announced by every node
     * @param externalIps announced by every node unless it is excluded, but for single addresses
     * @param loadBalancerIps the same, if they are aggregated
     * @param aggregated whether load balancers' addresses are announced as whole ranges
     */
    public record Services(
            List<Prefix> clusterIps, List<Prefix> externalIps, List<Prefix> loadBalancerIps, boolean aggregated) {

        public Services {
            clusterIps = List.copyOf(clusterIps);
            externalIps = List.copyOf(externalIps);
            loadBalancerIps = List.copyOf(loadBalancerIps);
        }

        /** Other ranges of services inside the cluster. */
        public Services withClusterIps(List<Prefix> others) {
            return new Services(others, externalIps, loadBalancerIps, aggregated);
        }
    }

    /** Which routes between nodes are ours to program; the others are Felix'. */
    public enum ClusterRoutes {
        ENABLED(true, true),
        DISABLED(false, false),
        ENABLED_IPIP_ONLY(true, false),
        ENABLED_NO_ENCAP_ONLY(false, true);

        private final boolean ipip;

        private final boolean plain;

        ClusterRoutes(boolean ipip, boolean plain) {
            this.ipip = ipip;
            this.plain = plain;
        }

        /** What Calico calls it; null for any other word. */
        static @Nullable ClusterRoutes of(String word) {
            return switch (word) {
                case "Enabled" -> ENABLED;
                case "Disabled" -> DISABLED;
                case "EnabledIPIPOnly" -> ENABLED_IPIP_ONLY;
                case "EnabledNoEncapOnly" -> ENABLED_NO_ENCAP_ONLY;
                default -> null;
            };
        }

        /** Calico's word for it. */
        public String word() {
            return switch (this) {
                case ENABLED -> "Enabled";
                case DISABLED -> "Disabled";
                case ENABLED_IPIP_ONLY -> "EnabledIPIPOnly";
                case ENABLED_NO_ENCAP_ONLY -> "EnabledNoEncapOnly";
            };
        }

        /** Whether those that lead through a tunnel are. */
        public boolean ipip() {
            return ipip;
        }

        /** Whether those without encapsulation are. */
        public boolean plain() {
            return plain;
        }
    }

    /**
     * The metrics of ordinary routes; a lower one is that of a workload that is just moving.
     *
     * @param ipv4 of one family
     * @param ipv6 of the other
     */
    public record Priorities(long ipv4, long ipv6) {

        /** What is assumed. */
        public static final long NORMAL = 1024;

        public long of(Afi afi) {
            return afi.equals(Afi.IPV4) ? ipv4 : ipv6;
        }
    }
}
