package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code hostile/updates.txt}, for one kind of peer.
 *
 * @param row of the list of bad inputs
 * @param name it is known under
 * @param from who sends it
 * @param parts withdrawn routes, attributes, NLRI; as written
 * @param outcome as written
 */
record DocumentedUpdate(int row, String name, PeerKind from, List<String> parts, String outcome) {

    private static final Pattern EXPECTATION = Pattern.compile("(\\d+)=(in:|out:)?([0-9a-f* ]*|-)(?= \\d+=|$)");

    static List<DocumentedUpdate> all() throws IOException {
        List<DocumentedUpdate> cases = new ArrayList<>();
        for (List<String> columns : CaseLines.read("updates.txt")) {
            for (PeerKind from : senders(columns.get(2))) {
                cases.add(new DocumentedUpdate(
                        Integer.parseInt(columns.get(0)), columns.get(1), from, columns.subList(3, 6), columns.get(6)));
            }
        }
        return cases;
    }

    private static List<PeerKind> senders(String column) {
        return column.equals("all")
                ? PeerKind.NEW_SPEAKERS
                : List.of(PeerKind.valueOf(column.toUpperCase(Locale.ROOT)));
    }

    /** What it says of an attribute. */
    record Expectation(int type, String where, String heard) {

        /** Whether it is about this bystander: the one inside our AS, or the other one. */
        boolean concerns(boolean inside) {
            return where.isEmpty() || where.equals(inside ? "in:" : "out:");
        }
    }

    /** The routes that it names, of those offered. */
    List<TestRoute> routes(TestRoute ipv4, TestRoute ipv6) {
        String all = String.join(" ", parts);
        List<TestRoute> named = new ArrayList<>();
        if (all.contains("{route}")) {
            named.add(ipv4);
        }
        if (all.contains("{route6}") || all.contains("{reach}") || all.contains("{unreach}")) {
            named.add(ipv6);
        }
        return named;
    }

    byte[] message(HostileSession session, TestRoute ipv4, TestRoute ipv6) {
        List<String> octets = parts.stream()
                .map(part -> CaseLines.hex(filledIn(part, session, ipv4, ipv6)))
                .toList();
        return WireBytes.update(octets.get(0), octets.get(1), octets.get(2));
    }

    private static String filledIn(String text, HostileSession session, TestRoute ipv4, TestRoute ipv6) {
        Map<Integer, String> good = session.attributes(session.kind().badPath());
        return text.replace("{good}", String.join("", good.values()))
                .replace("{o}", good.get(1))
                .replace("{p}", good.get(2))
                .replace("{n}", good.get(3))
                .replace("{route}", ipv4.wire())
                .replace("{route6}", ipv6.wire())
                .replace("{reach}", ipv6.reach())
                .replace("{unreach}", ipv6.unreach());
    }

    /** The NOTIFICATION that has to come: code, subcode, data. */
    String notification(HostileSession session, TestRoute ipv4, TestRoute ipv6) {
        return CaseLines.hex(filledIn(outcome.substring("reset ".length()), session, ipv4, ipv6));
    }

    List<Expectation> expectations() {
        List<Expectation> expectations = new ArrayList<>();
        Matcher matcher = EXPECTATION.matcher(outcome);
        while (matcher.find()) {
            String where = matcher.group(2) == null ? "" : matcher.group(2);
            String heard = matcher.group(3).equals("-") ? "-" : CaseLines.hex(matcher.group(3));
            expectations.add(new Expectation(Integer.parseInt(matcher.group(1)), where, heard));
        }
        return expectations;
    }

    @Override
    public String toString() {
        return row + " " + name + ", " + from;
    }
}
