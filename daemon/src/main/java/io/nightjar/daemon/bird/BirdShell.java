package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.daemon.bird.command.BirdCommand;
import io.nightjar.daemon.bird.command.CommandParser;
import io.nightjar.daemon.bird.command.RefusedCommandException;
import java.util.concurrent.Executor;

/**
 * One client's dialogue with the daemon. A client may restrict itself to looking; there is no way back. Used by one thread at a
 * time.
 */
public final class BirdShell {

    /** Calico's BIRD says this, and Calico's tools want to hear it. */
    static final String VERSION = "BIRD v0.3.3+birdv1.6.8";

    /** The version that stands for BIRD's. */
    public static String version() {
        return VERSION.substring(VERSION.indexOf(' ') + 1);
    }

    private final BirdSource source;
    private final AddressFamily family;
    private final BirdCommands commands;
    private boolean restricted;

    /**
     * Nothing is restricted yet.
     *
     * @param client at the other end
     */
    public BirdShell(BirdSource source, AddressFamily family, BirdClock clock, Undo undo, Client client) {
        this.source = source;
        this.family = family;
        ConfigurationWords configuration = new ConfigurationWords(undo, client::tell, client.executor());
        this.commands = new BirdCommands(source, family, clock, configuration, client.executor(), this::restrict);
    }

    /** Who is at the other end. */
    public interface Client {

        /** The thread that writes answers. */
        Executor executor();

        /** Says something that was not asked for. Any thread. */
        void tell(String words);
    }

    /** Words that were not asked for, as they are sent. */
    public static String asynchronous(String words) {
        return "+" + words + "\n";
    }

    private void restrict() {
        restricted = true;
    }

    /** What is said to whoever comes. */
    public static String greeting() {
        Reply reply = new Reply();
        reply.end(ReplyCode.WELCOME, VERSION + " ready.");
        return reply.take();
    }

    /** What is said to a line that does not end. */
    public static Answer tooLong() {
        return Answer.line(ReplyCode.TOO_LONG, "Command too long");
    }

    /** What is said when something of ours has failed; a client would wait for ever otherwise. */
    public static void broken(Reply reply) {
        reply.end(ReplyCode.PARSE_ERROR, "the daemon does not answer");
    }

    /** The answer to a line, which is without its end. */
    public Answer answer(String line) {
        try {
            BirdCommand command = CommandParser.parse(line, family.afi(), this::isProtocol);
            return restricted && command.privileged()
                    ? Answer.line(ReplyCode.ACCESS_DENIED, "Access denied")
                    : command.perform(commands);
        } catch (RefusedCommandException refusal) {
            return Answer.line(ReplyCode.PARSE_ERROR, refusal.words());
        }
    }

    private boolean isProtocol(String name) {
        return source.protocol(name).isPresent();
    }
}
