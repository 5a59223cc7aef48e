package io.nightjar.daemon.top;

/** What a key asks for. */
enum Key {
    QUIT,
    ORDER,
    FILTER,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    REDRAW,
    OTHER
}
