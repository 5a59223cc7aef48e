package io.nightjar.bgp.message;

import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;
import java.util.Optional;

/**
 * An UPDATE (RFC 4271 §4.3). Routes of other families than IPv4 unicast stand in its attributes (RFC 4760).
 *
 * @param withdrawn the IPv4 unicast routes no longer in service
 * @param attributes the path attributes of all announced routes
 * @param announced the IPv4 unicast routes that share the attributes
 */
public record UpdateMessage(List<Nlri> withdrawn, PathAttributes attributes, List<Nlri> announced)
        implements BgpMessage {

    public UpdateMessage {
        withdrawn = List.copyOf(withdrawn);
        announced = List.copyOf(announced);
    }

    /** The End-of-RIB marker of a family (RFC 4724 §2). */
    public static UpdateMessage endOfRib(AddressFamily family) {
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            return new UpdateMessage(List.of(), PathAttributes.EMPTY, List.of());
        }
        return new UpdateMessage(List.of(), PathAttributes.of(new MpUnreachNlri(family, List.of())), List.of());
    }

    /** The family that this UPDATE ends, if it is exactly an End-of-RIB marker (RFC 4724 §2). */
    public Optional<AddressFamily> endOfRibFamily() {
        if (!withdrawn.isEmpty() || !announced.isEmpty()) {
            return Optional.empty();
        }
        if (attributes.isEmpty()) {
            return Optional.of(AddressFamily.IPV4_UNICAST);
        }
        if (attributes.size() != 1) {
            return Optional.empty();
        }
        return attributes
                .find(MpUnreachNlri.class)
                .filter(unreach -> unreach.withdrawn().isEmpty())
                .map(MpUnreachNlri::family);
    }

    /** Whether any route is announced, in whichever family. */
    public boolean announces() {
        MpReachNlri reach = attributes.get(MpReachNlri.class);
        return !announced.isEmpty() || (reach != null && !reach.announced().isEmpty());
    }

    @Override
    public MessageType type() {
        return MessageType.UPDATE;
    }
}
