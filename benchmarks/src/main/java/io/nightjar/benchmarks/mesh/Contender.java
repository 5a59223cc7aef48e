package io.nightjar.benchmarks.mesh;

/** Who starts into the mesh, and in which form. */
enum Contender {
    NIGHTJAR("Nightjar", "bird", 1),
    PACKAGED("Nightjar, packaged", "bird", 2),
    BIRD1("BIRD 1.6", "bird", 3),
    BIRD2("BIRD 2", "bird", 4),
    FRR("FRR", "bgp", 5);

    private final String title;
    private final String protocol;
    private final int colour;

    Contender(String title, String protocol, int colour) {
        this.title = title;
        this.protocol = protocol;
        this.colour = colour;
    }

    String title() {
        return title;
    }

    /** Of its bars. */
    int colour() {
        return colour;
    }

    /** How {@code ip route} calls whoever has written its routes. */
    String protocol() {
        return protocol;
    }

    /** Whether it writes its own blocks into the kernel, as a route that leads nowhere. */
    boolean writesOwnBlocks() {
        return this != FRR;
    }
}
