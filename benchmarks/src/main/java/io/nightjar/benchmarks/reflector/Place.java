package io.nightjar.benchmarks.reflector;

/** Who is where inside the namespace: all of a network are addresses of its loopback device. */
final class Place {

    static final int AS = 64512;
    static final String NETWORK = "10.99.0.0/16";
    static final String REFLECTOR = "10.99.0.1";
    static final String REFLECTOR_WITH_LENGTH = REFLECTOR + "/16";
    static final int REFLECTOR_BITS = 10 << 24 | 99 << 16 | 1;

    /** There is no more room in the network. */
    static final int MOST_CLIENTS = 60_000;

    private static final int FIRST = 10 << 24 | 99 << 16 | 1 << 8 | 1;
    private static final int IN_A_ROW = 250;
    private static final int ROW = 256;

    private Place() {}

    /** The address of a client, which is its BGP identifier as well. */
    static int client(int number) {
        return FIRST + number / IN_A_ROW * ROW + number % IN_A_ROW;
    }
}
