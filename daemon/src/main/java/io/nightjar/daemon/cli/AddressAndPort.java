package io.nightjar.daemon.cli;

import io.nightjar.bgp.net.IpAddress;

/** Where to connect or to listen. */
record AddressAndPort(IpAddress address, int port) {

    private static final int MAX_PORT = 0xffff;

    /**
     * Reads {@code ADDRESS}, {@code ADDRESS:PORT} for IPv4, or {@code [ADDRESS]:PORT}.
     *
     * @throws IllegalArgumentException for anything else; the message quotes it
     */
    static AddressAndPort parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = bracketed ? text.contains("]:") : colon >= 0 && text.indexOf(':') == colon;
        String address = hasPort ? text.substring(0, colon) : text;
        if (bracketed) {
            if (!address.endsWith("]")) {
                throw new IllegalArgumentException("not an address and a port: '" + text + "'");
            }
            address = address.substring(1, address.length() - 1);
        }
        int port = hasPort ? port(text.substring(colon + 1), text) : defaultPort;
        return new AddressAndPort(IpAddress.parse(address), port);
    }

    private static int port(String digits, String text) {
        boolean number = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits.isEmpty() || digits.length() > 5 || !number || Integer.parseInt(digits) > MAX_PORT) {
            throw new IllegalArgumentException("not an address and a port: '" + text + "'");
        }
        return Integer.parseInt(digits);
    }
}
