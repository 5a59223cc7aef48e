package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.NumberedEntries;
import io.nightjar.bgp.net.PrefixTable;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of all routes that members of update groups have to be told about, each once, however many members that are, and a
 * number for each: so a member notes a name with bits. A name that nobody has to be told about any more is forgotten, and its number
 * is given to another.
 */
final class RouteNames {

    private NumberedEntries<RouteName> numbered = new NumberedEntries<>();
    private PrefixTable<RouteName> plain = new PrefixTable<>();
    private Map<Nlri, RouteName> paths = new HashMap<>();

    /** How many there are. */
    int size() {
        return numbered.size();
    }

    /** A name; one without a number if nobody has to be told about it. It is used at once, or not at all. */
    RouteName of(Nlri nlri) {
        RouteName known = nlri.hasPathId() ? paths.get(nlri) : plain.get(nlri.prefix());
        return known == null ? new RouteName(nlri) : known;
    }

    /** The name with this number, which is in use. */
    RouteName get(int number) {
        return numbered.get(number);
    }

    /** One more member has to be told about this; the result is its number until all have been. */
    int hold(RouteName name) {
        if (!name.isNumbered()) {
            name.numbered(numbered.add(name));
            add(name, name.nlri());
        }
        name.hold();
        return name.number();
    }

    private void add(RouteName name, Nlri nlri) {
        if (nlri.hasPathId()) {
            paths.put(nlri, name);
        } else {
            plain.put(name);
        }
    }

    /** One member less has to be told about this. */
    void release(RouteName name) {
        int number = name.number();
        if (name.release()) {
            numbered.remove(number);
            remove(name.nlri());
        }
    }

    private void remove(Nlri nlri) {
        if (size() == 0) {
            // What was big once shall not stay so, and numbers follow the order again in which names come.
            numbered = new NumberedEntries<>();
            plain = new PrefixTable<>();
            paths = new HashMap<>();
        } else if (nlri.hasPathId()) {
            paths.remove(nlri);
        } else {
            plain.remove(nlri.prefix());
        }
    }
}
