package io.nightjar.daemon.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.message.Nlri;
import java.util.Collection;
import java.util.List;

/** The parts that all trees have in common. */
final class JsonTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** Each value in its text form. */
    static ArrayNode texts(Collection<?> values) {
        ArrayNode array = array();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }

    /** Each route as an object, with its path identifier where it has one. */
    static ArrayNode routes(List<Nlri> routes) {
        ArrayNode array = array();
        for (Nlri route : routes) {
            ObjectNode entry = array.addObject().put("prefix", route.prefix().toString());
            if (route.hasPathId()) {
                entry.put("pathId", route.pathId());
            }
        }
        return array;
    }
}
