package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;

/** How a route is called that members of update groups have to be told about, with a {@linkplain RouteNames number} meanwhile. */
final class RouteName implements PrefixTable.Entry {

    private static final int NONE = -1;

    private final Prefix prefix;
    private final long pathId;
    private int number = NONE;
    private int holders;

    RouteName(Nlri nlri) {
        this.prefix = nlri.prefix();
        this.pathId = nlri.pathId();
    }

    @Override
    public Prefix prefix() {
        return prefix;
    }

    Nlri nlri() {
        return new Nlri(prefix, pathId);
    }

    /** Whether it has a number, as there is somebody to be told. */
    boolean isNumbered() {
        return number != NONE;
    }

    int number() {
        return number;
    }

    void numbered(int given) {
        number = given;
    }

    /** One more has to be told. */
    void hold() {
        holders++;
    }

    /** One less has to be told; whether that was the last one, and there is no number any more. */
    boolean release() {
        holders--;
        if (holders == 0) {
            number = NONE;
        }
        return holders == 0;
    }
}
