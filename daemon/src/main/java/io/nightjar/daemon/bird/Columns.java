package io.nightjar.daemon.bird;

/** A line in columns. By hand: an answer about a thousand sessions has some thirty thousand of them. */
final class Columns {

    private final StringBuilder text = new StringBuilder();

    /** As it is. */
    Columns add(String part) {
        text.append(part);
        return this;
    }

    /** Filled up with blanks behind it; a longer one is left whole. */
    Columns left(String part, int width) {
        text.append(part);
        return fill(width - part.length());
    }

    /** Filled up with blanks before it; a longer one is left whole. */
    Columns right(String part, int width) {
        return fill(width - part.length()).add(part);
    }

    private Columns fill(int blanks) {
        for (int i = 0; i < blanks; i++) {
            text.append(' ');
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
