package io.nightjar.bgp.peer;

import org.jspecify.annotations.Nullable;

/**
 * Which configured peer it is, and what it is called. Two are the same peer if their keys are equal. The name is for people and may
 * change while the session goes on, as when a node of the mesh becomes a reflector; whoever holds the identity sees the new name.
 */
public final class PeerId implements Comparable<PeerId> {

    private final String key;

    private volatile String name;

    /**
     * A peer that is what it is called.
     *
     * @param name not empty
     */
    public PeerId(String name) {
        this(name, name);
    }

    /**
     * A peer whose name says more than which one it is.
     *
     * @param key unique in a speaker, not empty
     * @param name unique in a speaker at any moment, not empty; Calico's protocol name, as {@code Mesh_172_17_8_101}
     */
    public PeerId(String key, String name) {
        if (key.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a peer needs a name");
        }
        this.key = key;
        this.name = name;
    }

    /** What the peer is called now. */
    public String name() {
        return name;
    }

    /** The peer is called so from now on, wherever this object is known. */
    public void rename(String newName) {
        name = newName;
    }

    /** By keys. */
    @Override
    public int compareTo(PeerId other) {
        return key.compareTo(other.key);
    }

    /** Asked for each route, several times. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PeerId that && key.equals(that.key));
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
