package io.nightjar.daemon.top;

/**
 * Something that changed.
 *
 * @param nanos when, as far as one can know
 * @param subject a peer's name, or what else it is about
 * @param text what has become of it
 */
record Change(long nanos, String subject, String text) {}
