package io.nightjar.daemon.top;

/** What there is room for. */
public record Size(int rows, int columns) {

    /** A terminal that does not say how big it is. */
    static final Size USUAL = new Size(24, 80);

    /** As wide as anybody writes, for text that is not looked at on a terminal. */
    public static Size unbounded(int rows) {
        return new Size(rows, Short.MAX_VALUE);
    }
}
