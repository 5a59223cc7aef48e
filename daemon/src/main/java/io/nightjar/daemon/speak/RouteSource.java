package io.nightjar.daemon.speak;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Gives changes one after the other, and reads no further than it has to. */
interface RouteSource extends AutoCloseable {

    /**
     * The next change, or nothing at the end.
     *
     * @throws RouteTextException if what comes next is none; the message names its place, and the next call goes on behind
     */
    Optional<RouteChange> next() throws IOException, RouteTextException;

    @Override
    void close() throws IOException;

    /** What is in memory already. */
    static RouteSource of(List<RouteChange> changes) {
        Iterator<RouteChange> left = changes.iterator();
        return new RouteSource() {

            @Override
            public Optional<RouteChange> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
