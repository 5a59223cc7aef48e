package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;

/** Messages as JSON. */
public final class MessageJson {

    private MessageJson() {}

    /** The type and all that the message says. */
    public static ObjectNode of(BgpMessage message) {
        ObjectNode object = JsonTrees.object().put("type", message.type().name());
        if (message instanceof OpenMessage open) {
            open(open, object);
        } else if (message instanceof UpdateMessage update) {
            update(update, object);
        } else if (message instanceof NotificationMessage notification) {
            object.setAll(FaultJson.of(notification));
        } else if (message instanceof RouteRefreshMessage refresh) {
            object.put("family", refresh.family().toString()).put("subtype", refresh.subtype());
        }
        return object;
    }

    private static void open(OpenMessage open, ObjectNode object) {
        object.put("version", open.version())
                .put("as", open.myAutonomousSystem().value())
                .put("holdTime", open.holdTimeSeconds())
                .put("identifier", open.identifier().toString());
        ArrayNode capabilities = object.putArray("capabilities");
        open.capabilities().list().forEach(capability -> capabilities.add(CapabilityJson.of(capability)));
    }

    private static void update(UpdateMessage update, ObjectNode object) {
        update.endOfRibFamily().ifPresent(family -> object.put("endOfRib", family.toString()));
        object.set("withdrawn", JsonTrees.routes(update.withdrawn()));
        object.set("attributes", AttributesJson.of(update.attributes()));
        object.set("announced", JsonTrees.routes(update.announced()));
    }
}
