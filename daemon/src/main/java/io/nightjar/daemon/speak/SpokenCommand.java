package io.nightjar.daemon.speak;

import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.UpdateEncoder;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Octets;
import io.nightjar.fsm.session.EstablishedSession;
import java.io.IOException;
import java.util.List;

/** One line of standard input, carried out on an established session. */
final class SpokenCommand {

    static final String QUIT = "quit";

    private final EstablishedSession session;
    private final RouteSender sender;
    private final SpeakOutput out;
    private final Runnable endWanted;

    SpokenCommand(EstablishedSession session, RouteSender sender, SpeakOutput out, Runnable endWanted) {
        this.session = session;
        this.sender = sender;
        this.out = out;
        this.endWanted = endWanted;
    }

    static boolean isQuit(String line) {
        return line.strip().equals(QUIT);
    }

    /** Does what the line says. */
    void perform(String line) throws IOException, RouteTextException {
        Words words = Words.of(line);
        if (!words.hasNext()) {
            return;
        }
        String verb = words.next("a command");
        switch (verb) {
            case "announce" -> send(RouteText.announcement(words));
            case "withdraw" -> send(RouteText.withdrawal(words));
            case "refresh" -> refresh(family(words));
            case "eor" -> endOfRib(family(words));
            case "raw" -> raw(words);
            case "notification" -> notification(words);
            default ->
                throw new RouteTextException(
                        "'" + verb + "' is none of announce, withdraw, refresh, eor, raw, notification, quit");
        }
    }

    private void send(RouteChange change) throws IOException {
        long before = sender.sent();
        boolean more = true;
        RouteSource source = RouteSource.of(List.of(change));
        while (more) {
            more = sender.sendSome(source);
        }
        if (sender.sent() > before) {
            out.sent(sender.sent());
        }
    }

    private static AddressFamily family(Words words) throws RouteTextException {
        String name = words.next("a family (ipv4, ipv6)");
        return switch (name) {
            case "ipv4" -> AddressFamily.unicast(Afi.IPV4);
            case "ipv6" -> AddressFamily.unicast(Afi.IPV6);
            default -> throw new RouteTextException("'" + name + "' is none of ipv4, ipv6");
        };
    }

    private void refresh(AddressFamily family) {
        RouteRefreshMessage request = new RouteRefreshMessage(family, RouteRefreshMessage.REQUEST);
        session.send(
                List.of(new MessageCodec().encode(request, session.negotiated().codec())));
        out.sentRefresh(family);
    }

    private void endOfRib(AddressFamily family) {
        session.send(List.of(new UpdateEncoder(session.negotiated().codec()).endOfRib(family)));
        out.sentEndOfRib(family);
    }

    private void raw(Words words) throws RouteTextException {
        StringBuilder text = new StringBuilder();
        while (words.hasNext()) {
            text.append(words.next("octets"));
        }
        RawOctets octets = RawOctets.of(text.toString());
        session.send(octets.portions());
        out.sentRaw(octets.length());
    }

    /** The session ends with it. */
    private void notification(Words words) throws RouteTextException {
        int code = octet(words, "an error code");
        int subcode = words.hasNext() ? octet(words, "a subcode") : 0;
        Octets data = Octets.EMPTY;
        if (words.hasNext()) {
            List<byte[]> portions = RawOctets.of(words.next("data")).portions();
            data = portions.isEmpty() ? data : Octets.of(portions.get(0));
        }
        endWanted.run();
        session.end(NotificationMessage.of(new NotificationCode(code), subcode, data), null);
    }

    private static int octet(Words words, String what) throws RouteTextException {
        String text = words.next(what);
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (text.isEmpty() || text.length() > 3 || !digits || Integer.parseInt(text) > 0xff) {
            throw new RouteTextException("'" + text + "' is no number from 0 to 255");
        }
        return Integer.parseInt(text);
    }
}
