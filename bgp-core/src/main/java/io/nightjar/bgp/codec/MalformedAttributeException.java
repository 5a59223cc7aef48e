package io.nightjar.bgp.codec;

import io.nightjar.bgp.error.FaultAction;

/** An attribute cannot be read. Never leaves this package: the UPDATE's decoder makes a fault of it. */
final class MalformedAttributeException extends Exception {

    private static final long serialVersionUID = 1;

    private final FaultAction action;
    private final int subcode;

    MalformedAttributeException(FaultAction action, int subcode, String reason) {
        super(reason, null, false, false);
        this.action = action;
        this.subcode = subcode;
    }

    FaultAction action() {
        return action;
    }

    int subcode() {
        return subcode;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
