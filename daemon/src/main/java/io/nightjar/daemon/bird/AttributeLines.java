package io.nightjar.daemon.bird;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.net.Ipv4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Path attributes as {@code show route all} prints them. */
final class AttributeLines {

    /** What BIRD holds of a line. A list goes on in the next one, anything else ends here. */
    private static final int LINE = 480;

    private static final int TYPE_HIGH_MASK = 0xbf;

    private static final HexFormat OCTETS = HexFormat.ofDelimiter(" ");

    private AttributeLines() {}

    /** A line for each attribute, by number, and more where a list is long. */
    static List<String> of(PathAttributes attributes) {
        List<String> lines = new ArrayList<>();
        attributes.asList().stream()
                .sorted(Comparator.comparingInt(PathAttribute::typeCode))
                .forEach(attribute -> add(attribute, lines));
        return lines;
    }

    private static void add(PathAttribute attribute, List<String> lines) {
        if (attribute instanceof Communities communities) {
            list("community", communities.values().stream().map(AttributeLines::text), lines);
        } else if (attribute instanceof LargeCommunities communities) {
            list("large_community", communities.values().stream().map(AttributeLines::text), lines);
        } else if (attribute instanceof ExtendedCommunities communities) {
            list("ext_community", communities.values().stream().map(AttributeLines::extended), lines);
        } else if (attribute instanceof ClusterList clusters) {
            list("cluster_list", clusters.clusterIds().stream().map(Object::toString), lines);
        } else {
            String line = "\tBGP." + single(attribute);
            lines.add(line.length() > LINE ? line.substring(0, LINE) + "..." : line);
        }
    }

    private static void list(String name, Stream<String> values, List<String> lines) {
        StringBuilder line = new StringBuilder("\tBGP.").append(name).append(':');
        for (String value : values.toList()) {
            if (line.length() + value.length() >= LINE) {
                lines.add(line.toString());
                line = new StringBuilder("\t\t").append(value);
            } else {
                line.append(' ').append(value);
            }
        }
        lines.add(line.toString());
    }

    private static String single(PathAttribute attribute) {
        if (attribute instanceof Origin origin) {
            return "origin: " + (origin == Origin.INCOMPLETE ? "Incomplete" : origin.name());
        } else if (attribute instanceof AsPath path) {
            return "as_path: " + path(path);
        } else if (attribute instanceof NextHop nextHop) {
            return "next_hop: " + nextHop.address();
        } else if (attribute instanceof MultiExitDisc metric) {
            return "med: " + metric.value();
        } else if (attribute instanceof LocalPref preference) {
            return "local_pref: " + preference.value();
        }
        return rare(attribute);
    }

    private static String rare(PathAttribute attribute) {
        if (attribute instanceof AtomicAggregate) {
            return "atomic_aggr: ";
        } else if (attribute instanceof Aggregator aggregator) {
            return "aggregator: " + aggregator.address() + " AS" + aggregator.asNumber();
        } else if (attribute instanceof OriginatorId originator) {
            return "originator_id: " + originator.identifier();
        }
        return unknown(attribute);
    }

    /** BIRD 1.6 does not know ONLY_TO_CUSTOMER either. */
    private static String unknown(PathAttribute attribute) {
        if (attribute instanceof UnknownAttribute unknown) {
            return number(attribute) + (unknown.transitive() ? " [t]" : "") + ": "
                    + OCTETS.formatHex(unknown.value().toBytes());
        } else if (attribute instanceof OnlyToCustomer marked) {
            long number = marked.asNumber().value();
            return number(attribute) + " [t]: " + OCTETS.formatHex(new Ipv4Address((int) number).toBytes());
        }
        return number(attribute) + ": " + attribute;
    }

    private static String number(PathAttribute attribute) {
        return String.format(Locale.ROOT, "%02x", attribute.typeCode());
    }

    private static String path(AsPath path) {
        return path.segments().stream().map(AttributeLines::segment).collect(Collectors.joining(" "));
    }

    private static String segment(Segment segment) {
        String numbers = segment.numbers().stream().map(Object::toString).collect(Collectors.joining(" "));
        boolean set = segment.type() == SegmentType.AS_SET || segment.type() == SegmentType.AS_CONFED_SET;
        return set ? "{ " + numbers + " }" : numbers;
    }

    private static String text(Community community) {
        return "(" + (community.bits() >>> 16) + "," + (community.bits() & 0xffff) + ")";
    }

    private static String text(LargeCommunity community) {
        return "(" + community.globalAdministrator() + ", " + community.localData1() + ", " + community.localData2()
                + ")";
    }

    private static String extended(long bits) {
        int subtype = (int) (bits >>> 48) & 0xff;
        int type = (int) (bits >>> 56) & TYPE_HIGH_MASK;
        if ((subtype != 2 && subtype != 3) || type > 2) {
            return String.format(Locale.ROOT, "(generic, 0x%x, 0x%x)", bits >>> 32, bits & 0xffff_ffffL);
        }
        String kind = subtype == 2 ? "(rt, " : "(ro, ";
        long administrator = bits >>> 16 & 0xffff_ffffL;
        long number = bits & 0xffff;
        return kind
                + switch (type) {
                    case 0 -> (bits >>> 32 & 0xffff) + ", " + (bits & 0xffff_ffffL);
                    case 1 -> new Ipv4Address((int) administrator) + ", " + number;
                    default -> administrator + ", " + number;
                }
                + ")";
    }
}
