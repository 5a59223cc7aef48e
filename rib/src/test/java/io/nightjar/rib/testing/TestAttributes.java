package io.nightjar.rib.testing;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import java.util.Arrays;

/** Attributes that an ordinary route has. */
public final class TestAttributes {

    private TestAttributes() {}

    /** What an internal peer announces of its own, with further attributes. */
    public static PathAttributes internal(String nextHop, PathAttribute... further) {
        return with(
                PathAttributes.of(Origin.IGP, AsPath.EMPTY, new NextHop(IpAddress.parse(nextHop)), LocalPref.DEFAULT),
                further);
    }

    /** What an external peer announces, with further attributes. */
    public static PathAttributes external(String nextHop, long asNumber, PathAttribute... further) {
        return with(PathAttributes.of(Origin.IGP, path(asNumber), new NextHop(IpAddress.parse(nextHop))), further);
    }

    public static AsPath path(long... numbers) {
        return AsPath.sequence(Arrays.stream(numbers).mapToObj(AsNumber::of).toArray(AsNumber[]::new));
    }

    public static PathAttributes with(PathAttributes attributes, PathAttribute... further) {
        PathAttributes result = attributes;
        for (PathAttribute attribute : further) {
            result = result.with(attribute);
        }
        return result;
    }
}
