package io.nightjar.calico.model;

/**
 * An object of the datastore that cannot be used as it is.
 *
 * @param key where it is
 * @param reason what is wrong with it; quotes at most a little of it
 * @param lastGoodInForce whether an earlier version of it is used instead; otherwise it counts as absent
 */
public record Unusable(String key, String reason, boolean lastGoodInForce) {}
