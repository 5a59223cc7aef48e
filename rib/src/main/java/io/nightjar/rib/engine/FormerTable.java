package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.table.AdjRibOut;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a group's members had been told when the turn began, for those that are in another group when it ends. */
final class FormerTable {

    /** That of peers that have been told nothing. */
    static final FormerTable EMPTY = new FormerTable(new AdjRibOut());

    private final AdjRibOut table;

    /** What has changed in this turn: what was there before, or null. */
    private final Map<Nlri, @Nullable Route> replaced = new HashMap<>();

    /** The table as it is now; from now on {@link #replaced} has to hear of each change. */
    FormerTable(AdjRibOut table) {
        this.table = table;
    }

    /** This was there until now, or nothing. */
    void replaced(Nlri nlri, @Nullable Route before) {
        if (!replaced.containsKey(nlri)) {
            replaced.put(nlri, before);
        }
    }

    /** What was told under this name; null if nothing. */
    @Nullable
    Route find(Nlri nlri) {
        return replaced.containsKey(nlri) ? replaced.get(nlri) : table.find(nlri);
    }

    /** Calls {@code action} with each route, in no order. */
    void forEach(Consumer<Route> action) {
        table.forEach(route -> {
            if (!replaced.containsKey(route.nlri())) {
                action.accept(route);
            }
        });
        replaced.values().stream().filter(Objects::nonNull).forEach(action);
    }
}
