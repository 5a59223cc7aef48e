package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.daemon.bird.command.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a line, one after the other. */
final class TokenReader {

    private final List<Token> tokens;
    private int next;

    private TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    static TokenReader of(String line, Afi afi) throws RefusedCommandException {
        return new TokenReader(CommandLexer.tokens(line, afi));
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : Token.END;
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    boolean atEnd() {
        return peek().is(Kind.END);
    }

    /** Nothing may follow. */
    <T> T end(T result) throws RefusedCommandException {
        if (!atEnd()) {
            throw RefusedCommandException.syntax();
        }
        return result;
    }

    /** Takes a keyword if it is the next one. */
    boolean takeKeyword(String word) {
        boolean there = peek().isKeyword(word);
        if (there) {
            next++;
        }
        return there;
    }

    boolean takeSign(char sign) {
        boolean there = peek().isSign(sign);
        if (there) {
            next++;
        }
        return there;
    }

    /** The next word, which must be of that kind. */
    Token expect(Kind kind) throws RefusedCommandException {
        if (!peek().is(kind)) {
            throw RefusedCommandException.syntax();
        }
        return take();
    }

    String name() throws RefusedCommandException {
        return expect(Kind.NAME).text();
    }

    /** A text if there is one. */
    @Nullable
    String textOrNull() {
        return peek().is(Kind.TEXT) ? take().text() : null;
    }

    /** A name where BIRD takes the name of a constant for an address, and finds that it is none. */
    IpAddress address() throws RefusedCommandException {
        if (peek().is(Kind.NAME)) {
            throw new RefusedCommandException("IP address expected");
        }
        IpAddress address = expect(Kind.ADDRESS).address();
        if (address == null) {
            throw new IllegalStateException("an address without one");
        }
        return address;
    }

    /** The rest of a prefix, behind its address. */
    Prefix prefix(IpAddress address) throws RefusedCommandException {
        int length = address.afi().equals(Afi.IPV4) && takeSign(':') ? maskLength(address()) : length(address);
        if (!address.masked(length).equals(address)) {
            throw new RefusedCommandException("Invalid prefix");
        }
        return new Prefix(address, length);
    }

    private int length(IpAddress address) throws RefusedCommandException {
        if (!takeSign('/')) {
            throw RefusedCommandException.syntax();
        }
        long length = expect(Kind.NUMBER).number();
        if (length > address.bitLength()) {
            throw new RefusedCommandException("Invalid prefix length " + (int) length);
        }
        return (int) length;
    }

    private static int maskLength(IpAddress mask) throws RefusedCommandException {
        int length = 0;
        while (length < mask.bitLength() && mask.bit(length)) {
            length++;
        }
        if (!mask.masked(length).equals(mask)) {
            throw new RefusedCommandException("Invalid netmask " + mask);
        }
        return length;
    }

    /** A name, a pattern, or nothing for all. */
    Selection selectionOrAll() {
        if (peek().is(Kind.NAME)) {
            return new Selection.Named(take().text());
        }
        String pattern = textOrNull();
        return pattern == null ? new Selection.All() : new Selection.Like(pattern);
    }

    /** A name, a pattern, or {@code all}. */
    Selection selection() throws RefusedCommandException {
        if (takeKeyword("all")) {
            return new Selection.All();
        }
        if (!peek().is(Kind.NAME) && !peek().is(Kind.TEXT)) {
            throw RefusedCommandException.syntax();
        }
        return selectionOrAll();
    }
}
