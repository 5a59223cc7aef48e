package io.nightjar.daemon.events;

/**
 * Something that has happened. The JSON has the same names.
 *
 * @param id counts from 1 since the start of the process
 * @param at when, as in RFC 3339, in UTC
 * @param kind of what kind it is
 * @param subject whom or what it is about: a peer, a prefix, a key; empty for the speaker itself
 * @param text for people, a sentence without its full stop; may quote a peer
 */
public record Event(long id, String at, EventKind kind, String subject, String text) {}
