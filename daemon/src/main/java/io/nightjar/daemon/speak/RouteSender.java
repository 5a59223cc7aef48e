package io.nightjar.daemon.speak;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.fsm.session.EstablishedSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends changes on one session, as much at a time as it takes. */
final class RouteSender {

    private final EstablishedSession session;
    private final NegotiatedSession negotiated;
    private final RouteAttributes attributes;
    private final UpdateEncoder encoder;
    private final Consumer<String> problems;

    /** What did not fit into the last batch. */
    private @Nullable RouteChange held;

    private long sent;

    /**
     * For a session that has just come up.
     *
     * @param nextHops that were given for routes without one; our own address comes after them
     */
    RouteSender(EstablishedSession session, List<IpAddress> nextHops, Consumer<String> problems) {
        this.session = session;
        this.negotiated = session.negotiated();
        List<IpAddress> all = new ArrayList<>(nextHops);
        all.add(negotiated.localAddress());
        this.attributes = new RouteAttributes(negotiated, all);
        this.encoder = new UpdateEncoder(negotiated.codec());
        this.problems = problems;
    }

    /** Sends the source's next changes; says whether there may be more. */
    boolean sendSome(RouteSource source) throws IOException {
        RouteBatch batch = new RouteBatch();
        boolean more = true;
        while (more && !batch.isFull()) {
            more = addNext(source, batch);
        }
        session.send(batch.encode(encoder, problems));
        sent += batch.size();
        return more || held != null;
    }

    private boolean addNext(RouteSource source, RouteBatch batch) throws IOException {
        try {
            Optional<RouteChange> next = held == null ? source.next() : Optional.of(held);
            held = null;
            if (next.isEmpty()) {
                return false;
            }
            if (!add(next.get(), batch)) {
                held = next.get();
                return false;
            }
        } catch (RouteTextException e) {
            problems.accept(String.valueOf(e.getMessage()));
        }
        return true;
    }

    private boolean add(RouteChange change, RouteBatch batch) throws RouteTextException {
        if (!negotiated.codec().families().contains(change.family())) {
            throw new RouteTextException(change.route() + " is of " + change.family() + ", which was not negotiated");
        }
        PathAttributes given = change.attributes();
        return batch.add(change, given == null ? null : attributes.complete(change, given));
    }

    /** How many changes have been sent. */
    long sent() {
        return sent;
    }
}
