package io.nightjar.daemon.top;

/** How a line looks where a terminal can show it. */
enum Style {
    PLAIN(""),
    HEADING("\033[7m"),
    BOLD("\033[1m"),
    /** Somebody should look at it. */
    BAD("\033[31m"),
    /** It may be out of date. */
    FAINT("\033[2m");

    private final String sequence;

    Style(String sequence) {
        this.sequence = sequence;
    }

    String sequence() {
        return sequence;
    }
}
