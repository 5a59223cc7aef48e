package io.nightjar.bgp.peer;

/**
 * The name of a configured peer, unique in a speaker; Calico's protocol name, as {@code Mesh_172_17_8_101}.
 *
 * @param name not empty
 */
public record PeerId(String name) implements Comparable<PeerId> {

    public PeerId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a peer needs a name");
        }
    }

    @Override
    public int compareTo(PeerId other) {
        return name.compareTo(other.name);
    }

    /** Written out like {@link #hashCode}: asked for each route, several times. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof PeerId that && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
