package io.nightjar.daemon.top;

/**
 * What of it somebody wants to see.
 *
 * @param skipped how many rows of peers have been scrolled away
 */
public record View(PeerOrder order, PeerFilter filter, int skipped) {

    /** Rows that a page moves by. */
    private static final int PAGE = 10;

    /** From the first row on. */
    public View(PeerOrder order, PeerFilter filter) {
        this(order, filter, 0);
    }

    /** After a key that is about what is shown; the same after any other. */
    View after(Key key) {
        return switch (key) {
            case ORDER -> new View(order.next(), filter);
            case FILTER -> new View(order, filter.next());
            case UP -> scrolled(-1);
            case DOWN -> scrolled(1);
            case PAGE_UP -> scrolled(-PAGE);
            case PAGE_DOWN -> scrolled(PAGE);
            case QUIT, REDRAW, OTHER -> this;
        };
    }

    private View scrolled(int rows) {
        return new View(order, filter, Math.max(0, skipped + rows));
    }

    /** The same, with no more scrolled away than there is. */
    View within(int rows, int room) {
        return new View(order, filter, Math.min(skipped, Math.max(0, rows - room)));
    }
}
