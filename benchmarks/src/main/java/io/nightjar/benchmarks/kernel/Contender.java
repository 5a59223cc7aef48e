package io.nightjar.benchmarks.kernel;

import java.io.IOException;

/** Who is compared. */
enum Contender {
    RAW("raw netlink"),
    IP_BATCH("ip -batch"),
    NIGHTJAR("Nightjar"),
    BIRD1("BIRD 1.6"),
    BIRD2("BIRD 2"),
    FRR("FRR bgpd + zebra");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether it speaks BGP and stays. */
    boolean isDaemon() {
        return this != RAW && this != IP_BATCH;
    }

    /** Makes it ready to write so many routes. */
    RouteDriver start(Ground ground, int count) throws IOException {
        return switch (this) {
            case RAW -> RawNetlink.open(ground, count);
            case IP_BATCH -> IpBatch.prepare(ground, count);
            case NIGHTJAR -> Daemons.nightjar(ground, count);
            case BIRD1 -> Daemons.bird1(ground, count);
            case BIRD2 -> Daemons.bird2(ground, count);
            case FRR -> Daemons.frr(ground, count);
        };
    }
}
