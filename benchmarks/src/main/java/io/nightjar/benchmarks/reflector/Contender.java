package io.nightjar.benchmarks.reflector;

/** Who is compared. */
enum Contender {
    NULL("null reflector"),
    NIGHTJAR("Nightjar"),
    BIRD1("BIRD 1.6"),
    BIRD2("BIRD 2"),
    FRR("FRR"),
    OPENBGPD("OpenBGPD"),
    GOBGP("GoBGP");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
