package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.PathAttributes;

/** Finds out whether a route has been here before. */
@FunctionalInterface
public interface LoopCheck {

    /** Refuses nothing. */
    LoopCheck NONE = (attributes, own) -> ImportReason.ACCEPTED;

    /** {@link ImportReason#ACCEPTED}, or what shows the loop. */
    ImportReason check(PathAttributes attributes, OwnIdentity own);

    /** This check, and if it finds nothing, the other one. */
    default LoopCheck then(LoopCheck other) {
        return (attributes, own) -> {
            ImportReason reason = check(attributes, own);
            return reason == ImportReason.ACCEPTED ? other.check(attributes, own) : reason;
        };
    }
}
