package io.nightjar.bgp.attribute;

import java.util.Comparator;

/**
 * A large community (RFC 8092 §3): three unsigned 32-bit numbers, written {@code 64512:300:1}.
 */
public record LargeCommunity(long globalAdministrator, long localData1, long localData2)
        implements Comparable<LargeCommunity> {

    private static final Comparator<LargeCommunity> ORDER = Comparator.comparingLong(
                    LargeCommunity::globalAdministrator)
            .thenComparingLong(LargeCommunity::localData1)
            .thenComparingLong(LargeCommunity::localData2);

    public LargeCommunity {
        Unsigned.check32(globalAdministrator);
        Unsigned.check32(localData1);
        Unsigned.check32(localData2);
    }

    @Override
    public int compareTo(LargeCommunity other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return globalAdministrator + ":" + localData1 + ":" + localData2;
    }
}
