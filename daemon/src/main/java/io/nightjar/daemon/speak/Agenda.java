package io.nightjar.daemon.speak;

import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.fsm.session.EstablishedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has to be sent on one session before commands are taken; one step at a time, when the session can be written to. */
final class Agenda implements AutoCloseable {

    private final EstablishedSession session;
    private final RouteSender sender;
    private final SpeakOutput out;
    private final Consumer<String> problems;
    private final Deque<Item> items = new ArrayDeque<>();

    /** The source that the first item reads. */
    private @Nullable RouteSource open;

    /** Something to be sent in one or more steps; says whether there is more of it. */
    private interface Item {

        boolean step() throws IOException, RouteTextException;
    }

    private interface Opening {

        RouteSource open() throws IOException, RouteTextException;
    }

    Agenda(SpeakPlan plan, EstablishedSession session, RouteSender sender, SpeakOutput out, Consumer<String> problems) {
        this.session = session;
        this.sender = sender;
        this.out = out;
        this.problems = problems;
        for (Path table : plan.tables()) {
            items.add(routes(() -> new MrtRoutes(table, plan.tablePeer())));
        }
        for (Path file : plan.files()) {
            items.add(routes(() -> new TextRoutes(file)));
        }
        if (!plan.routes().isEmpty()) {
            items.add(routes(() -> RouteSource.of(plan.changes())));
        }
        if (plan.endOfRib()) {
            items.add(this::sendEndOfRib);
        }
        Path raw = plan.rawHex();
        if (raw != null) {
            items.add(() -> sendRaw(raw));
        }
    }

    boolean isDone() {
        return items.isEmpty();
    }

    /** Sends some; what cannot be read is a problem, and the next item's turn. */
    void step() {
        boolean more = false;
        try {
            more = items.element().step();
        } catch (IOException e) {
            problems.accept("cannot be read: " + e.getMessage());
        } catch (RouteTextException e) {
            problems.accept(String.valueOf(e.getMessage()));
        }
        if (!more) {
            items.remove();
            close();
        }
    }

    private Item routes(Opening opening) {
        return () -> {
            RouteSource source = open;
            if (source == null) {
                source = opening.open();
                open = source;
            }
            boolean more = sender.sendSome(source);
            if (!more) {
                out.sent(sender.sent());
            }
            return more;
        };
    }

    private boolean sendEndOfRib() {
        UpdateEncoder encoder = new UpdateEncoder(session.negotiated().codec());
        for (AddressFamily family : new TreeSet<>(session.negotiated().codec().families())) {
            session.send(List.of(encoder.endOfRib(family)));
            out.sentEndOfRib(family);
        }
        return false;
    }

    private boolean sendRaw(Path file) throws IOException, RouteTextException {
        RawOctets octets = RawOctets.read(file);
        session.send(octets.portions());
        out.sentRaw(octets.length());
        return false;
    }

    @Override
    public void close() {
        RouteSource source = open;
        open = null;
        try {
            if (source != null) {
                source.close();
            }
        } catch (IOException e) {
            problems.accept("cannot be closed: " + e.getMessage());
        }
    }
}
