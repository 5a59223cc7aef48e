package io.nightjar.daemon.speaker;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.daemon.control.RoutesReport.Attribute;
import io.nightjar.daemon.json.AttributeName;
import java.util.List;
import java.util.stream.Collectors;

/** Path attributes for people. */
public final class AttributeText {

    private AttributeText() {}

    /** Its name as in the RFCs, and what it says. */
    public static Attribute of(PathAttribute attribute) {
        return new Attribute(AttributeName.of(attribute), value(attribute));
    }

    private static String value(PathAttribute attribute) {
        if (attribute instanceof AsPath path) {
            return path.toString();
        } else if (attribute instanceof NextHop nextHop) {
            return nextHop.address().toString();
        } else if (attribute instanceof MultiExitDisc metric) {
            return Long.toString(metric.value());
        } else if (attribute instanceof LocalPref preference) {
            return Long.toString(preference.value());
        } else if (attribute instanceof Communities communities) {
            return joined(communities.values());
        } else if (attribute instanceof LargeCommunities communities) {
            return joined(communities.values());
        } else if (attribute instanceof OriginatorId originator) {
            return originator.identifier().toString();
        } else if (attribute instanceof ClusterList clusters) {
            return joined(clusters.clusterIds());
        }
        return rareValue(attribute);
    }

    private static String rareValue(PathAttribute attribute) {
        if (attribute instanceof OnlyToCustomer marked) {
            return marked.asNumber().toString();
        }
        return attribute instanceof UnknownAttribute unknown ? unknown.value().toHex() : attribute.toString();
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
