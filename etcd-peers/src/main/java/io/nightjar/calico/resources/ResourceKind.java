package io.nightjar.calico.resources;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of Calico's resources that have to do with BGP. */
public enum ResourceKind {
    NODE("Node"),
    BGP_CONFIGURATION("BGPConfiguration"),
    BGP_PEER("BGPPeer"),
    BGP_FILTER("BGPFilter"),
    IP_POOL("IPPool"),
    FELIX_CONFIGURATION("FelixConfiguration"),
    CLUSTER_INFORMATION("ClusterInformation"),
    /** Kept where Calico's address management looks for it, not among the resources. */
    BLOCK_AFFINITY("BlockAffinity"),
    /** Kept where Calico's address management looks for it, not among the resources. */
    IPAM_BLOCK("IPAMBlock");

    /** Where all resources are. */
    static final String BASE = "/calico/resources/v3/projectcalico.org/";

    /** Plurals that are not made by adding a letter. */
    private static final Map<String, String> PLURALS = Map.of(
            "networkpolicy", "networkpolicies",
            "globalnetworkpolicy", "globalnetworkpolicies",
            "caliconodestatus", "caliconodestatuses",
            "blockaffinity", "blockaffinities");

    private static final Map<String, ResourceKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> lower(kind.spelling), kind -> kind));

    private final String spelling;

    ResourceKind(String spelling) {
        this.spelling = spelling;
    }

    /** As Calico spells it. */
    public String spelling() {
        return spelling;
    }

    /** Where a resource of this kind is, unless address management keeps it elsewhere. */
    public String key(String name) {
        return folder(spelling) + name;
    }

    /** The kind of that name, in letters of any case; null if it has nothing to do with BGP. */
    public static @Nullable ResourceKind of(String name) {
        return BY_NAME.get(lower(name));
    }

    /** The kind of the resource at a key; null for a key of anything else. */
    public static @Nullable ResourceKind at(String key) {
        for (ResourceKind kind : values()) {
            if (key.startsWith(folder(kind.spelling))) {
                return kind;
            }
        }
        return null;
    }

    /** Where all resources of a kind are, whichever it is. */
    static String folder(String kind) {
        return BASE + PLURALS.getOrDefault(lower(kind), lower(kind) + "s") + "/";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
