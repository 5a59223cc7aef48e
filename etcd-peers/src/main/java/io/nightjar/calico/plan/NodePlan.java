package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.calico.model.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node does, in Calico's own terms. All that it is told to do is made of this, and so is what people are shown.
 *
 * @param layout how the cluster was written down, which decides what some of it means
 * @param identifier of the node; null if it has none, so that it cannot do anything
 * @param asNumber its autonomous system
 * @param logSeverity {@code debug}, {@code info} or {@code none}
 * @param ignoredInterfaces patterns of devices whose networks are not looked at
 * @param families IPv4 and IPv6
 */
public record NodePlan(
        Layout layout,
        @Nullable BgpIdentifier identifier,
        AsNumber asNumber,
        String logSeverity,
        List<String> ignoredInterfaces,
        List<FamilyPlan> families) {

    /** What Calico never looks at: the links to workloads, and the addresses of services. */
    public static final List<String> NEVER_LOOKED_AT = List.of("cali*", "kube-ipvs*");

    public NodePlan {
        ignoredInterfaces = List.copyOf(ignoredInterfaces);
        families = List.copyOf(families);
    }

    /** The plan for a family. */
    public FamilyPlan family(Afi afi) {
        return families.get(afi.equals(Afi.IPV4) ? 0 : 1);
    }
}
