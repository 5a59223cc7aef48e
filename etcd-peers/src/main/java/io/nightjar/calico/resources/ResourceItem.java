package io.nightjar.calico.resources;

/**
 * One object of some documents.
 *
 * @param place which text and document it is from, for people
 * @param kind as the document spells it; empty for a key that stands for itself
 * @param name of the resource, behind its namespace if it has one; the key for a key that stands for itself
 * @param key where it belongs in the datastore
 * @param value what belongs there
 */
public record ResourceItem(String place, String kind, String name, String key, String value) {

    /** What people call it. */
    public String title() {
        return kind.isEmpty() ? name : kind + " " + name;
    }
}
