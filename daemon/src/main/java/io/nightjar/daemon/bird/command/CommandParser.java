package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.Afi;
import io.nightjar.daemon.bird.command.Token.Kind;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Understands lines. Pure; for one line. */
public final class CommandParser {

    private static final long DEFAULT_UNDO_SECONDS = 300;

    private static final int LEAST_LOG_BUFFER = 256;

    private static final int LARGEST_LOG_BUFFER = 65536;

    private static final Set<String> SYMBOL_KINDS =
            Set.of("table", "filter", "function", "protocol", "template", "roa");

    private static final Set<String> DUMPS =
            Set.of("resources", "sockets", "events", "interfaces", "neighbors", "attributes", "routes", "protocols");

    private static final Set<String> DEBUG_FLAGS =
            Set.of("states", "routes", "filters", "interfaces", "events", "packets");

    private static final Set<String> MRT_FLAGS = Set.of("states", "messages");

    private static final Set<String> LOG_CLASSES =
            Set.of("debug", "trace", "info", "remote", "warning", "error", "auth", "fatal", "bug");

    private final TokenReader words;
    private final Predicate<String> protocols;

    private CommandParser(TokenReader words, Predicate<String> protocols) {
        this.words = words;
        this.protocols = protocols;
    }

    /**
     * The command that a line is.
     *
     * @param afi the daemon's family: addresses of the other one are no words of its language
     * @param protocols knows the names of protocols
     */
    public static BirdCommand parse(String line, Afi afi, Predicate<String> protocols) throws RefusedCommandException {
        CommandParser parser = new CommandParser(TokenReader.of(line, afi), protocols);
        return parser.words.end(parser.command());
    }

    private BirdCommand command() throws RefusedCommandException {
        String verb = words.expect(Kind.KEYWORD).text();
        return switch (verb) {
            case "show" -> show(words.expect(Kind.KEYWORD).text());
            case "configure" -> configure();
            case "disable" -> control(BirdCommand.Control.Change.DISABLE);
            case "enable" -> control(BirdCommand.Control.Change.ENABLE);
            case "restart" -> control(BirdCommand.Control.Change.RESTART);
            case "reload" -> reload();
            case "restrict" -> new BirdCommand.Restrict();
            case "down" -> new BirdCommand.Down();
            default -> log(verb);
        };
    }

    private BirdCommand show(String what) throws RefusedCommandException {
        return switch (what) {
            case "status" -> new BirdCommand.ShowStatus();
            case "memory" -> new BirdCommand.ShowMemory();
            case "interfaces" -> new BirdCommand.ShowInterfaces(words.takeKeyword("summary"));
            case "symbols" -> symbols();
            case "protocols" -> new BirdCommand.ShowProtocols(words.takeKeyword("all"), words.selectionOrAll());
            case "route" -> new BirdCommand.ShowRoute(new RouteArguments(words, protocols).read());
            case "static" ->
                new BirdCommand.ShowStatic(
                        words.peek().is(Kind.NAME) ? words.take().text() : null);
            case "bfd" -> bfd();
            case "roa" -> throw noRoa();
            default -> throw RefusedCommandException.syntax();
        };
    }

    private BirdCommand symbols() {
        Token token = words.peek();
        if (token.is(Kind.NAME)) {
            return new BirdCommand.ShowSymbols(null, words.take().text());
        } else if (token.is(Kind.KEYWORD) && SYMBOL_KINDS.contains(token.text())) {
            return new BirdCommand.ShowSymbols(words.take().text(), null);
        }
        return new BirdCommand.ShowSymbols(null, null);
    }

    private BirdCommand bfd() throws RefusedCommandException {
        if (!words.takeKeyword("sessions")) {
            throw RefusedCommandException.syntax();
        }
        String name = words.peek().is(Kind.NAME) ? words.take().text() : null;
        words.end(true);
        if (name == null) {
            throw new RefusedCommandException("There is no BFD protocol running");
        }
        throw new RefusedCommandException(name + (protocols.test(name) ? ": Not a BFD protocol" : ": Not a protocol"));
    }

    private static RefusedCommandException noRoa() {
        return new RefusedCommandException("No ROA table defined");
    }

    private BirdCommand configure() throws RefusedCommandException {
        if (words.takeKeyword("confirm")) {
            return new BirdCommand.Configure(BirdCommand.Configure.Action.CONFIRM, null, 0);
        } else if (words.takeKeyword("undo")) {
            return new BirdCommand.Configure(BirdCommand.Configure.Action.UNDO, null, 0);
        } else if (words.takeKeyword("check")) {
            return new BirdCommand.Configure(BirdCommand.Configure.Action.CHECK, words.textOrNull(), 0);
        }
        words.takeKeyword("soft");
        String file = words.textOrNull();
        return new BirdCommand.Configure(BirdCommand.Configure.Action.APPLY, file, undoSeconds());
    }

    private long undoSeconds() {
        if (!words.takeKeyword("timeout")) {
            return 0;
        }
        return words.peek().is(Kind.NUMBER) ? words.take().number() : DEFAULT_UNDO_SECONDS;
    }

    private BirdCommand control(BirdCommand.Control.Change change) throws RefusedCommandException {
        Selection selection = words.selection();
        String message = words.textOrNull();
        return new BirdCommand.Control(change, selection, message == null ? "" : message);
    }

    private BirdCommand reload() throws RefusedCommandException {
        boolean in = words.takeKeyword("in");
        boolean out = !in && words.takeKeyword("out");
        return new BirdCommand.Reload(!out, !in, words.selection());
    }

    private BirdCommand log(String verb) throws RefusedCommandException {
        Selection selection = null;
        switch (verb) {
            case "debug" -> selection = flags(words.selection(), DEBUG_FLAGS);
            case "mrtdump" -> selection = flags(words.selection(), MRT_FLAGS);
            case "echo" -> echo();
            case "dump" -> {
                if (!DUMPS.contains(words.take().text())) {
                    throw RefusedCommandException.syntax();
                }
            }
            case "add", "delete", "flush" -> {
                if (words.takeKeyword("roa")) {
                    throw noRoa();
                }
                throw RefusedCommandException.syntax();
            }
            default -> throw RefusedCommandException.syntax();
        }
        return new BirdCommand.Tune(verb, selection);
    }

    private @Nullable Selection flags(@Nullable Selection selection, Set<String> known) throws RefusedCommandException {
        if (words.takeKeyword("all") || words.takeKeyword("off")) {
            return selection;
        }
        if (!words.takeSign('{')) {
            throw RefusedCommandException.syntax();
        }
        do {
            if (!known.contains(words.take().text())) {
                throw RefusedCommandException.syntax();
            }
        } while (words.takeSign(','));
        if (!words.takeSign('}')) {
            throw RefusedCommandException.syntax();
        }
        return selection;
    }

    private void echo() throws RefusedCommandException {
        flags(null, LOG_CLASSES);
        if (words.peek().is(Kind.NUMBER)) {
            long size = words.take().number();
            if (size < LEAST_LOG_BUFFER || size > LARGEST_LOG_BUFFER) {
                throw new RefusedCommandException("Invalid log buffer size");
            }
        }
    }
}
