package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The capabilities of one OPEN, in the order in which they were sent.
 *
 * @param list all of them, unknown ones and repetitions included
 */
public record Capabilities(List<Capability> list) {

    public static final Capabilities NONE = new Capabilities(List.of());

    public Capabilities {
        list = List.copyOf(list);
    }

    public static Capabilities of(Capability... capabilities) {
        return new Capabilities(List.of(capabilities));
    }

    public boolean contains(int code) {
        for (Capability capability : list) {
            if (capability.code() == code) {
                return true;
            }
        }
        return false;
    }

    /** The families of all multiprotocol capabilities. */
    public SortedSet<AddressFamily> families() {
        SortedSet<AddressFamily> families = new TreeSet<>();
        for (Capability capability : list) {
            if (capability instanceof MultiprotocolCapability multiprotocol) {
                families.add(multiprotocol.family());
            }
        }
        return families;
    }

    /** The first capability of this kind, if there is one. */
    public <T extends Capability> Optional<T> find(Class<T> type) {
        for (Capability capability : list) {
            if (type.isInstance(capability)) {
                return Optional.of(type.cast(capability));
            }
        }
        return Optional.empty();
    }

    /** The last capability of this kind, if there is one. */
    public <T extends Capability> Optional<T> findLast(Class<T> type) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (type.isInstance(list.get(i))) {
                return Optional.of(type.cast(list.get(i)));
            }
        }
        return Optional.empty();
    }

    /** The AS number of the four-octet AS capability; the last one counts if there are several. */
    public Optional<AsNumber> fourOctetAs() {
        return findLast(FourOctetAsCapability.class).map(FourOctetAsCapability::asNumber);
    }
}
