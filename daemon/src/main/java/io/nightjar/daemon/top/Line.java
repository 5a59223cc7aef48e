package io.nightjar.daemon.top;

/**
 * A line of a frame.
 *
 * @param text plain, see {@link Cells#plain}
 */
record Line(Style style, String text) {

    static final Line EMPTY = new Line(Style.PLAIN, "");
}
