package io.nightjar.rib.table;

import io.nightjar.rib.Multipath;
import io.nightjar.rib.route.Route;
import java.util.function.UnaryOperator;

/**
 * How equal values become one object. A table shares attributes between its own routes. Tables that belong to one thread may share
 * routes, too: the clients of one reflector have very many equal ones.
 *
 * @param attributes makes equal attributes one value
 * @param routes gives the route to be kept in the place of one that comes from a peer: itself, or one that equals it
 * @param paths the same for what forwarding may use, where that is several paths
 */
public record Sharing(AttributeInterner attributes, UnaryOperator<Route> routes, UnaryOperator<Multipath> paths) {

    /** What a table needs that is alone. */
    public static Sharing ofOneTable() {
        return new Sharing(new AttributeInterner(), UnaryOperator.identity(), UnaryOperator.identity());
    }
}
