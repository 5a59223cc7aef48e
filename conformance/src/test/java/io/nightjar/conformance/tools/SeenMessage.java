package io.nightjar.conformance.tools;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message on the wire, as somebody reads it.
 *
 * @param stream who sent it, to whom: two times an address and a port
 * @param length in octets, header included
 * @param type the number of RFC 4271 §4.1
 * @param facts what is in it, by name; a fact that is not there has no name here
 */
record SeenMessage(String stream, int length, int type, Map<String, List<String>> facts) {

    static final int OPEN = 1;
    static final int UPDATE = 2;
    static final int NOTIFICATION = 3;
    static final int KEEPALIVE = 4;
    static final int ROUTE_REFRESH = 5;

    SeenMessage {
        facts = new TreeMap<>(facts);
    }

    /** The values of a fact, in the order of the message; none if it is not there. */
    List<String> fact(String name) {
        return facts.getOrDefault(name, List.of());
    }

    /** A prefix with its path identifier, if it has one. */
    static String route(String prefix, String pathId) {
        return pathId.isEmpty() ? prefix : prefix + "#" + pathId;
    }
}
