package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.NotificationText;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.ShutdownCommunication;
import java.util.List;

/** Faults and errors as JSON. */
public final class FaultJson {

    private FaultJson() {}

    /** Faults with their treatment (RFC 7606), in the order in which they were found. */
    public static ArrayNode of(List<AttributeFault> faults) {
        ArrayNode array = JsonTrees.array();
        for (AttributeFault fault : faults) {
            ObjectNode object = array.addObject();
            if (fault.attributeType() != 0) {
                object.put("attribute", fault.attributeType());
            }
            object.put("treatment", fault.action().name())
                    .put("subcode", fault.updateSubcode())
                    .put("reason", fault.reason())
                    .put("data", fault.data().toHex());
        }
        return array;
    }

    /** The faults, where there are any, with the strongest treatment (RFC 7606 §3 (h)). */
    public static void put(List<AttributeFault> faults, ObjectNode object) {
        if (!faults.isEmpty()) {
            FaultAction strongest = faults.stream()
                    .map(AttributeFault::action)
                    .max(FaultAction::compareTo)
                    .orElseThrow();
            object.put("treatment", strongest.name());
            object.set("faults", of(faults));
        }
    }

    /** A NOTIFICATION's fields, and the operator's words in its data (RFC 9003). */
    public static ObjectNode of(NotificationMessage notification) {
        ObjectNode object = JsonTrees.object()
                .put("code", notification.code().value())
                .put("subcode", notification.subcode())
                .put("text", NotificationText.describe(notification.code(), notification.subcode()))
                .put("data", notification.data().toHex());
        ShutdownCommunication.in(notification).ifPresent(text -> object.put("communication", text));
        return object;
    }
}
