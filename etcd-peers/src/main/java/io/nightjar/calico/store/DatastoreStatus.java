package io.nightjar.calico.store;

/**
 * Whether the last view is current.
 *
 * @param connected whether changes arrive
 * @param reason where to, or why not, for people
 */
public record DatastoreStatus(boolean connected, String reason) {

    public static DatastoreStatus connected(String where) {
        return new DatastoreStatus(true, where);
    }

    public static DatastoreStatus disconnected(String why) {
        return new DatastoreStatus(false, why);
    }
}
