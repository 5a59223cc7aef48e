package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A row of the matrix of malformed attributes, sent by one kind of peer about one family.
 *
 * @param name of the attribute
 * @param type its code
 * @param flags as sent
 * @param value as sent, in hexadecimal
 * @param outcome what it has to lead to
 * @param from who sends it
 * @param ipv6 the family of the routes beside it
 * @param withWithdrawal whether the UPDATE also withdraws a route
 */
record MatrixCase(
        String name,
        int type,
        int flags,
        String value,
        String outcome,
        PeerKind from,
        boolean ipv6,
        boolean withWithdrawal) {

    static final int AS_PATH = 2;
    static final int NEXT_HOP = 3;
    static final int MP_REACH = 14;
    static final int MP_UNREACH = 15;

    /** All rows, from all kinds of peers, about both families, and where the session survives, with a withdrawal too. */
    static List<MatrixCase> all() throws IOException {
        List<MatrixCase> cases = new ArrayList<>();
        for (String line : lines()) {
            String[] cell = line.split(",", -1);
            for (PeerKind from : PeerKind.NEW_SPEAKERS) {
                for (boolean ipv6 : new boolean[] {false, true}) {
                    String outcome = outcome(cell, from, ipv6);
                    MatrixCase plain = new MatrixCase(
                            cell[0],
                            Integer.parseInt(cell[1]),
                            Integer.parseInt(cell[2], 16),
                            cell[3],
                            outcome,
                            from,
                            ipv6,
                            false);
                    cases.add(plain);
                    if (!plain.resets()) {
                        cases.add(plain.andWithdrawal());
                    }
                }
            }
        }
        return cases;
    }

    static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MatrixCase.class.getResourceAsStream("/malformed/matrix.csv")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
        }
    }

    private static String outcome(String[] cell, PeerKind from, boolean ipv6) {
        boolean nextHop = Integer.parseInt(cell[1]) == NEXT_HOP;
        if (nextHop && ipv6) {
            // RFC 4760 §3: beside MP_REACH_NLRI nobody looks at it.
            return "discard";
        }
        // On a session over loopback addresses, such as these, a loopback next hop is a host like any other.
        return nextHop && cell[3].startsWith("7f") ? "pass" : cell[from.isInternal() ? 5 : 4];
    }

    private MatrixCase andWithdrawal() {
        return new MatrixCase(name, type, flags, value, outcome, from, ipv6, true);
    }

    boolean resets() {
        return outcome.startsWith("reset");
    }

    String attribute() {
        return WireBytes.attribute(flags, type, value);
    }

    /** How the path of the bad UPDATE ends. */
    String lastAs() {
        return type == AS_PATH ? value.substring(value.length() - 8) : PeerKind.BAD_AS;
    }

    /** What a bystander has to hear of an attribute that passes: our flags, the sender's value. */
    String passedOn() {
        int category = type < 4 ? 0x40 : 0xe0;
        return String.format("%02x", category) + value;
    }

    /** The UPDATE: announces {@code route} beside the malformed attribute, and may withdraw another. */
    byte[] update(HostileSession session, TestRoute route, TestRoute gone) {
        Map<Integer, String> attributes = session.attributes(from.badPath());
        if (ipv6) {
            attributes.remove(NEXT_HOP);
            attributes.put(MP_REACH, route.reach());
        }
        if (withWithdrawal && ipv6) {
            attributes.put(MP_UNREACH, gone.unreach());
        }
        attributes.put(type, attribute());
        return HostileBed.update(
                withWithdrawal ? gone.classic() : "", String.join("", attributes.values()), route.classic());
    }

    @Override
    public String toString() {
        return "%s %s %s %02x %s%s is %s"
                .formatted(
                        from,
                        ipv6 ? "IPv6" : "IPv4",
                        name,
                        flags,
                        value.isEmpty() ? "(empty)" : value,
                        withWithdrawal ? " with a withdrawal" : "",
                        outcome);
    }
}
