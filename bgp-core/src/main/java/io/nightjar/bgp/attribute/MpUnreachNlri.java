package io.nightjar.bgp.attribute;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;

/** MP_UNREACH_NLRI (RFC 4760 §4): routes of a family that are no longer in service. */
public record MpUnreachNlri(AddressFamily family, List<Nlri> withdrawn) implements PathAttribute {

    public MpUnreachNlri {
        withdrawn = List.copyOf(withdrawn);
    }

    @Override
    public int typeCode() {
        return AttributeType.MP_UNREACH_NLRI;
    }
}
