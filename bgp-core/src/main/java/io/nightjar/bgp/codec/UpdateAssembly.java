package io.nightjar.bgp.codec;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An UPDATE while it is being decoded: what was read so far, and what was wrong. Owned by one decoding call. */
final class UpdateAssembly {

    private final List<PathAttribute> attributes = new ArrayList<>();
    private final List<AttributeFault> faults = new ArrayList<>(0);
    private final BitSet typesSeen = new BitSet();
    private List<Nlri> withdrawn = List.of();
    private List<Nlri> announced = List.of();
    private @Nullable RawAttribute firstDropped;
    private boolean foreignRoutes;

    List<Nlri> withdrawn() {
        return withdrawn;
    }

    void withdraw(List<Nlri> routes) {
        withdrawn = routes;
    }

    List<Nlri> announced() {
        return announced;
    }

    void announce(List<Nlri> routes) {
        announced = routes;
    }

    /** Whether this is the first attribute of its type. */
    boolean markSeen(int typeCode) {
        boolean first = !typesSeen.get(typeCode);
        typesSeen.set(typeCode);
        return first;
    }

    void add(PathAttribute attribute) {
        attributes.add(attribute);
    }

    void replace(PathAttribute attribute) {
        remove(attribute.typeCode());
        attributes.add(attribute);
    }

    void remove(int typeCode) {
        attributes.removeIf(attribute -> attribute.typeCode() == typeCode);
    }

    <T extends PathAttribute> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(get(type));
    }

    /** The attribute of this type; null if there is none. */
    <T extends PathAttribute> @Nullable T get(Class<T> type) {
        for (int i = 0; i < attributes.size(); i++) {
            PathAttribute attribute = attributes.get(i);
            if (type.isInstance(attribute)) {
                return type.cast(attribute);
            }
        }
        return null;
    }

    /** Remembers that an attribute came which the result does not show. */
    void drop(RawAttribute raw) {
        if (firstDropped == null) {
            firstDropped = raw;
        }
    }

    Optional<RawAttribute> firstDropped() {
        return Optional.ofNullable(firstDropped);
    }

    /** Remembers that the UPDATE announces routes of a family that this session does not exchange. */
    void markForeignRoutes() {
        foreignRoutes = true;
    }

    /** Whether the UPDATE announces anything, in whichever family. */
    boolean encodesReachableRoutes() {
        return foreignRoutes || announces();
    }

    /** Whether there is a route to be used, so that the mandatory attributes have to be there. */
    boolean announces() {
        MpReachNlri reach = get(MpReachNlri.class);
        return !announced.isEmpty() || (reach != null && !reach.announced().isEmpty());
    }

    void fault(int typeCode, FaultAction action, int subcode, Octets data, String reason) {
        faults.add(new AttributeFault(typeCode, action, subcode, data, reason));
    }

    List<AttributeFault> faults() {
        return faults;
    }

    /** RFC 7606 §3 (h): the first of the faults with the strongest action. */
    Optional<AttributeFault> strongestFault() {
        AttributeFault strongest = null;
        for (AttributeFault fault : faults) {
            if (strongest == null || fault.action().compareTo(strongest.action()) > 0) {
                strongest = fault;
            }
        }
        return Optional.ofNullable(strongest);
    }

    PathAttributes attributes() {
        return PathAttributes.of(attributes);
    }
}
