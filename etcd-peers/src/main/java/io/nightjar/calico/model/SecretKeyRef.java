package io.nightjar.calico.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a password is: in which Secret, under which key.
 *
 * @param name of the Secret
 * @param key in it
 */
public record SecretKeyRef(String name, String key) implements Comparable<SecretKeyRef> {

    @Override
    public int compareTo(SecretKeyRef other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return name + "/" + key;
    }

    /** Reads {@code {"secretKeyRef": {"name": ..., "key": ...}}}; null if there is none. */
    static @Nullable SecretKeyRef read(JsonObject holder) throws MalformedObjectException {
        JsonObject reference = holder.object("secretKeyRef");
        if (reference.isEmpty()) {
            return null;
        }
        String name = reference.text("name");
        String key = reference.text("key");
        for (String part : new String[] {name, key}) {
            if (part.contains("/") || part.startsWith("..") || part.indexOf(0) >= 0) {
                throw new MalformedObjectException("no name of a secret or a key: " + Scalars.quote(part));
            }
        }
        return new SecretKeyRef(name, key);
    }
}
