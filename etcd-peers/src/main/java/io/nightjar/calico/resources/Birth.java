package io.nightjar.calico.resources;

/**
 * What an object is given when it is written for the first time, and keeps.
 *
 * @param uid a UUID
 * @param time as in {@code 2026-01-10T09:00:00Z}
 */
public record Birth(String uid, String time) {}
