package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.daemon.bird.command.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a line into words, as BIRD's reader of configurations does. */
final class CommandLexer {

    private static final Pattern IPV4 = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");

    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9A-Fa-f]+");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final Pattern QUOTED_NAME = Pattern.compile("'[A-Za-z0-9_.:-]*'");

    private static final int LEAST_COLONS = 3;

    private static final int LONGEST_NAME = 64;

    private static final long LARGEST_NUMBER = 0xffff_ffffL;

    private static final String SIGNS = "={}:;,.()+*/%<>~[]?!|&-";

    private final String line;
    private final Afi afi;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private CommandLexer(String line, Afi afi) {
        this.line = line;
        this.afi = afi;
    }

    /** The words of a line, for a daemon of that family; a zero octet ends it. */
    static List<Token> tokens(String line, Afi afi) throws RefusedCommandException {
        int zero = line.indexOf('\0');
        CommandLexer lexer = new CommandLexer(zero < 0 ? line : line.substring(0, zero), afi);
        while (lexer.hasMore()) {
            lexer.word();
        }
        return lexer.tokens;
    }

    private boolean hasMore() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at < line.length() && line.charAt(at) != '#';
    }

    private void word() throws RefusedCommandException {
        if (!address() && !number() && !name()) {
            char first = line.charAt(at);
            if (first == '"') {
                text();
            } else if (SIGNS.indexOf(first) >= 0) {
                tokens.add(Token.of(Kind.SIGN, String.valueOf(first)));
                at++;
            } else {
                throw new RefusedCommandException("Unknown character");
            }
        }
    }

    private boolean address() throws RefusedCommandException {
        String ipv6 = takeIpv6();
        if (ipv6 != null) {
            if (afi.equals(Afi.IPV4)) {
                throw new RefusedCommandException("This is an IPv4 router, therefore IPv6 addresses are not supported");
            }
            tokens.add(address(ipv6, "Invalid IPv6 address "));
            return true;
        }
        String ipv4 = take(IPV4);
        if (ipv4 != null) {
            tokens.add(afi.equals(Afi.IPV4) ? address(ipv4, "Invalid IPv4 address ") : Token.of(Kind.SIGN, ipv4));
        }
        return ipv4 != null;
    }

    /** A run of digits and colons with two colons together, or with three at least; and of dots, when it ends like IPv4. */
    private @Nullable String takeIpv6() {
        int end = at;
        int colons = 0;
        while (end < line.length() && isOfAddress(line.charAt(end), colons > 0)) {
            colons += line.charAt(end) == ':' ? 1 : 0;
            end++;
        }
        String run = line.substring(at, end);
        if (colons < LEAST_COLONS && !run.contains("::")) {
            return null;
        }
        at = end;
        return run;
    }

    private static boolean isOfAddress(char c, boolean behindColon) {
        return c == ':' || (Character.digit(c, 16) >= 0 && c < 128) || (c == '.' && behindColon);
    }

    private static Token address(String text, String otherwise) throws RefusedCommandException {
        try {
            return Token.address(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            throw new RefusedCommandException(otherwise + text);
        }
    }

    private boolean number() throws RefusedCommandException {
        String hexadecimal = take(HEXADECIMAL);
        String digits = hexadecimal == null ? take(DECIMAL) : hexadecimal.substring(2);
        if (digits == null) {
            return false;
        }
        int radix = hexadecimal == null ? 10 : 16;
        String significant = digits.replaceFirst("^0+(?=.)", "");
        long value = significant.length() > 10 ? Long.MAX_VALUE : Long.parseLong(significant, radix);
        if (value > LARGEST_NUMBER) {
            throw new RefusedCommandException("Number out of range");
        }
        tokens.add(Token.number(value));
        return true;
    }

    private boolean name() throws RefusedCommandException {
        String quoted = take(QUOTED_NAME);
        String word = quoted == null ? take(WORD) : quoted.substring(1, quoted.length() - 1);
        if (word == null) {
            return false;
        }
        if (word.length() > LONGEST_NAME) {
            throw new RefusedCommandException("Symbol too long");
        }
        boolean keyword = quoted == null && Keywords.contains(word);
        tokens.add(Token.of(keyword ? Kind.KEYWORD : Kind.NAME, word));
        return true;
    }

    private void text() throws RefusedCommandException {
        int end = line.indexOf('"', at + 1);
        if (end < 0) {
            throw new RefusedCommandException("Unterminated string");
        }
        tokens.add(Token.of(Kind.TEXT, line.substring(at + 1, end)));
        at = end + 1;
    }

    private @Nullable String take(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(at, line.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }
}
