package io.nightjar.conformance.fuzz;

import io.nightjar.conformance.fuzz.FuzzedSession.Bit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the fuzzer starts from: golden messages, malformed attributes, and what broke other speakers. */
final class Seeds {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MANDATORY = HEX.parseHex("400101004002060201" + "0000fde9" + "4003040a000001");

    /** The sessions that each seed is tried on. */
    private static final List<Integer> SESSIONS = List.of(
            FuzzedSession.PLAIN,
            FuzzedSession.octet(Bit.INTERNAL),
            FuzzedSession.octet(Bit.TWO_OCTET_AS),
            FuzzedSession.octet(Bit.IPV4_PATHS, Bit.IPV6_PATHS, Bit.EXTENDED_MESSAGES));

    private Seeds() {}

    /** Session, type, body. */
    static Stream<byte[]> messages() {
        return everySession(wholeMessages().map(Seeds::typeAndBody));
    }

    /** Session, body. */
    static Stream<byte[]> updates() {
        return everySession(ofType(Frames.UPDATE).map(Seeds::body));
    }

    /** Session, attributes. */
    static Stream<byte[]> attributes() {
        Stream<byte[]> ofMessages = ofType(Frames.UPDATE).flatMap(Seeds::attributeField);
        return everySession(Stream.concat(ofMessages, malformedAttributes()));
    }

    /** Configuration, body. */
    static Stream<byte[]> opens() {
        List<byte[]> bodies = ofType(Frames.OPEN).map(Seeds::body).toList();
        return IntStream.range(0, 64).boxed().flatMap(octet -> bodies.stream().map(body -> prefixed(octet, body)));
    }

    /** Session, place, routes. */
    static Stream<byte[]> routes() {
        List<byte[]> fields = lines("routes.txt").stream().map(HEX::parseHex).toList();
        return everySession(IntStream.range(0, NlriFuzzTest.Place.values().length)
                .boxed()
                .flatMap(place -> fields.stream().map(field -> prefixed(place, field))));
    }

    /** What a kernel answers to a scan, and what it tells on its own. */
    static Stream<byte[]> netlink() {
        return lines("netlink.txt").stream().map(HEX::parseHex);
    }

    /** Session, size of the pieces, stream. */
    static Stream<byte[]> streams() {
        byte[] all = Frames.joined(goldenMessages().toArray(byte[][]::new));
        Stream<byte[]> conversations = IntStream.of(0, 6, 18, 19, 40).mapToObj(piece -> prefixed(piece, all));
        Stream<byte[]> single = wholeMessages().map(message -> prefixed(0, message));
        return Stream.concat(everySession(conversations), single.map(input -> prefixed(FuzzedSession.PLAIN, input)));
    }

    /** Options, format, content. */
    static Stream<byte[]> captures() {
        List<byte[]> contents = lines("captures.txt").stream().map(Seeds::named).toList();
        return everySession(IntStream.range(0, 4)
                .boxed()
                .flatMap(format -> contents.stream().map(content -> prefixed(format, content))));
    }

    /** Files that are complete, and one that is not. */
    static Stream<byte[]> speakerFiles() {
        return Stream.of("speaker.yaml", "short.yaml", "wrong.yaml").map(Seeds::octets);
    }

    /** Commands for BIRD's control socket, and what looks like them. */
    static Stream<byte[]> birdCommands() {
        return lines("bird-commands.txt").stream().map(line -> line.getBytes(StandardCharsets.UTF_8));
    }

    /** Key, value. */
    static Stream<byte[]> datastoreValues(int keys) {
        List<byte[]> values = lines("datastore-values.txt").stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        return IntStream.range(0, keys).boxed().flatMap(key -> values.stream().map(value -> prefixed(key, value)));
    }

    private static Stream<byte[]> everySession(Stream<byte[]> inputs) {
        return inputs.flatMap(input -> SESSIONS.stream().map(session -> prefixed(session, input)));
    }

    private static byte[] prefixed(int octet, byte[] rest) {
        return Frames.joined(new byte[] {(byte) octet}, rest);
    }

    private static byte[] typeAndBody(byte[] message) {
        return Arrays.copyOfRange(message, Frames.HEADER_LENGTH - 1, message.length);
    }

    private static Stream<byte[]> ofType(int type) {
        return wholeMessages().filter(message -> message[Frames.HEADER_LENGTH - 1] == type);
    }

    private static byte[] body(byte[] message) {
        return Arrays.copyOfRange(message, Frames.HEADER_LENGTH, message.length);
    }

    /** The attributes of an UPDATE whose lengths are right. */
    private static Stream<byte[]> attributeField(byte[] update) {
        if (update.length < Frames.HEADER_LENGTH + 4) {
            return Stream.empty();
        }
        int start = Frames.HEADER_LENGTH + 2 + length(update, Frames.HEADER_LENGTH) + 2;
        if (start > update.length || start + length(update, start - 2) > update.length) {
            return Stream.empty();
        }
        return Stream.of(Arrays.copyOfRange(update, start, start + length(update, start - 2)));
    }

    private static int length(byte[] octets, int at) {
        return Byte.toUnsignedInt(octets[at]) << 8 | Byte.toUnsignedInt(octets[at + 1]);
    }

    private static Stream<byte[]> wholeMessages() {
        Stream<byte[]> bad = lines("bad-inputs.txt").stream().map(Seeds::named);
        return Stream.of(goldenMessages(), bad, malformedAttributes().map(Seeds::announcing))
                .flatMap(messages -> messages);
    }

    /** The octets after a name. */
    private static byte[] named(String line) {
        return HEX.parseHex(line.substring(line.indexOf(':') + 1).replace(" ", ""));
    }

    private static byte[] announcing(byte[] attributes) {
        return Frames.update(new byte[0], attributes, HEX.parseHex("100a01"));
    }

    private static Stream<byte[]> goldenMessages() {
        return lines("/golden/messages.txt").stream()
                .filter(line -> line.startsWith("hex:"))
                .map(line -> HEX.parseHex(line.substring("hex:".length()).replace(" ", "")));
    }

    /** Each row of the matrix after the mandatory attributes, or in the place of the good one. */
    private static Stream<byte[]> malformedAttributes() {
        return lines("/malformed/matrix.csv").stream().skip(1).map(line -> {
            String[] cells = line.split(",", -1);
            byte[] attribute = attribute(Integer.parseInt(cells[1]), cells[2], HEX.parseHex(cells[3]));
            List<byte[]> others = new ArrayList<>();
            int length = 0;
            while (length < MANDATORY.length) {
                byte[] one = Arrays.copyOfRange(MANDATORY, length, length + 3 + MANDATORY[length + 2]);
                if (one[1] != attribute[1]) {
                    others.add(one);
                }
                length += one.length;
            }
            others.add(attribute);
            return Frames.joined(others.toArray(byte[][]::new));
        });
    }

    private static byte[] attribute(int type, String flags, byte[] value) {
        int bits = Integer.parseInt(flags, 16);
        boolean isShort = value.length <= 0xff;
        return isShort
                ? Frames.joined(new byte[] {(byte) bits, (byte) type, (byte) value.length}, value)
                : Frames.attribute(bits, type, value);
    }

    /** The lines of a text that say something. */
    private static List<String> lines(String resource) {
        return new String(octets(resource), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static byte[] octets(String resource) {
        try (InputStream in = Seeds.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
