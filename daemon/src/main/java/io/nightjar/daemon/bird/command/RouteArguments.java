package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.bird.command.RouteQuery.Detail;
import io.nightjar.daemon.bird.command.RouteQuery.Export;
import io.nightjar.daemon.bird.command.RouteQuery.ExportMode;
import io.nightjar.daemon.bird.command.Token.Kind;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What follows {@code show route}, in any order. */
final class RouteArguments {

    private static final String TABLE = "master";

    private final TokenReader words;
    private final Predicate<String> protocols;
    private @Nullable Prefix destination;
    private boolean covering;
    private @Nullable String source;
    private @Nullable Export export;
    private boolean primary;
    private boolean filtered;
    private boolean attributes;
    private boolean stats;
    private boolean count;

    /**
     * Nothing is read yet.
     *
     * @param protocols knows their names
     */
    RouteArguments(TokenReader words, Predicate<String> protocols) {
        this.words = words;
        this.protocols = protocols;
    }

    RouteQuery read() throws RefusedCommandException {
        while (!words.atEnd()) {
            if (words.peek().is(Kind.KEYWORD)) {
                keyword(words.take().text());
            } else {
                IpAddress address = words.address();
                destination(words.prefix(address), false);
            }
        }
        return new RouteQuery(destination, covering, source, export, primary, filtered, detail());
    }

    private Detail detail() {
        if (count) {
            return Detail.COUNT;
        } else if (stats) {
            return attributes ? Detail.ATTRIBUTES_AND_COUNT : Detail.ROWS_AND_COUNT;
        }
        return attributes ? Detail.ATTRIBUTES : Detail.ROWS;
    }

    private void keyword(String word) throws RefusedCommandException {
        switch (word) {
            case "for" -> covering();
            case "table" -> table(words.name());
            case "protocol" -> source(words.name());
            case "preexport" -> export(ExportMode.PREEXPORT, words.name());
            case "export" -> export(ExportMode.EXPORT, words.name());
            case "noexport" -> export(ExportMode.NOEXPORT, words.name());
            case "filter" -> {
                words.expect(Kind.NAME);
                throw new RefusedCommandException("No such filter.");
            }
            default -> flag(word);
        }
    }

    private void flag(String word) throws RefusedCommandException {
        switch (word) {
            case "all" -> attributes = true;
            case "primary" -> primary = true;
            case "filtered" -> filtered = true;
            case "stats" -> stats = true;
            case "count" -> count = true;
            default -> throw RefusedCommandException.syntax();
        }
    }

    private void covering() throws RefusedCommandException {
        IpAddress address = words.address();
        boolean whole = words.peek().isSign('/') || words.peek().isSign(':');
        destination(whole ? words.prefix(address) : Prefix.host(address), true);
    }

    private void destination(Prefix wanted, boolean longestMatch) throws RefusedCommandException {
        if (destination != null) {
            throw new RefusedCommandException("Only one prefix expected");
        }
        destination = wanted;
        covering = longestMatch;
    }

    private static void table(String name) throws RefusedCommandException {
        if (!name.equals(TABLE)) {
            throw new RefusedCommandException(name + " is not a table");
        }
    }

    private void source(String name) throws RefusedCommandException {
        if (source != null) {
            throw new RefusedCommandException("Protocol specified twice");
        }
        source = known(name);
    }

    private void export(ExportMode mode, String name) throws RefusedCommandException {
        if (export != null) {
            throw new RefusedCommandException("Protocol specified twice");
        }
        export = new Export(mode, known(name));
    }

    private String known(String name) throws RefusedCommandException {
        if (!protocols.test(name)) {
            throw new RefusedCommandException(name + " is not a protocol");
        }
        return name;
    }
}
