package io.nightjar.daemon.bird.command;

import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A word of the language.
 *
 * @param kind of word
 * @param text as written; of a text or a quoted name what is between the quotes
 * @param number of a number
 * @param address of an address
 */
record Token(Kind kind, String text, long number, @Nullable IpAddress address) {

    static final Token END = new Token(Kind.END, "", 0, null);

    /** Kinds of words. */
    enum Kind {
        KEYWORD,
        NAME,
        NUMBER,
        ADDRESS,
        TEXT,
        SIGN,
        END
    }

    static Token of(Kind kind, String text) {
        return new Token(kind, text, 0, null);
    }

    static Token number(long number) {
        return new Token(Kind.NUMBER, "", number, null);
    }

    static Token address(IpAddress address) {
        return new Token(Kind.ADDRESS, "", 0, address);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.length() == 1 && text.charAt(0) == sign;
    }
}
