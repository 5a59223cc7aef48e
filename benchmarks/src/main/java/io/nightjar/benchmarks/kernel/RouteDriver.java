package io.nightjar.benchmarks.kernel;

import java.io.IOException;
import java.util.List;

/** Something that can have a set of routes written into the target's kernel, and taken out again. */
interface RouteDriver extends AutoCloseable {

    /** What it says that it is. */
    String version();

    /** Has all routes written. May return before they are there. */
    void add() throws IOException;

    /** Has all routes removed. May return before they are gone. */
    void remove() throws IOException;

    /** The processes that stay in between, if there are any. */
    List<Long> processes();

    @Override
    void close();
}
