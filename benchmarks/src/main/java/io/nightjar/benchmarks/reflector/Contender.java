package io.nightjar.benchmarks.reflector;

/** Who is compared. */
enum Contender {
    NULL("null reflector", 0),
    NIGHTJAR("Nightjar", 1),
    BIRD1("BIRD 1.6", 3),
    BIRD2("BIRD 2", 4),
    FRR("FRR", 5),
    OPENBGPD("OpenBGPD", 6),
    GOBGP("GoBGP", 7);

    private final String title;
    private final int colour;

    Contender(String title, int colour) {
        this.title = title;
        this.colour = colour;
    }

    String title() {
        return title;
    }

    /** Of its bars; the next number is free for another form of it. */
    int colour() {
        return colour;
    }
}
