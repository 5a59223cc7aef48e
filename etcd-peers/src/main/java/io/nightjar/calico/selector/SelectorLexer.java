package io.nightjar.calico.selector;

/**
 * The characters of a selector, and the place that has been read up to. Blanks are spaces and tabs; nothing else is.
 */
final class SelectorLexer {

    /** The longest text that is read. */
    static final int MAX_LENGTH = 4096;

    private static final int MAX_LABEL = 512;

    private final String text;

    private int at;

    SelectorLexer(String text) throws SelectorException {
        if (text.length() > MAX_LENGTH) {
            throw new SelectorException("a selector of more than " + MAX_LENGTH + " characters");
        }
        this.text = text;
        skipBlanks();
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Reads these characters and the blanks behind them, if they are next. */
    boolean take(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        skipBlanks();
        return true;
    }

    void expect(String expected) throws SelectorException {
        if (!take(expected)) {
            throw unexpected(expected);
        }
    }

    /** Reads a word with what has to stand directly behind it, as {@code has(}. */
    boolean takeCall(String name) {
        return take(name + "(");
    }

    /** Reads a word operator: one word or two, with any blanks between them, and no letter directly behind. */
    boolean takeWords(String first, String second) {
        int end = at;
        if (!text.startsWith(first, end)) {
            return false;
        }
        end += first.length();
        if (!second.isEmpty()) {
            while (end < text.length() && isBlank(text.charAt(end))) {
                end++;
            }
            if (!text.startsWith(second, end)) {
                return false;
            }
            end += second.length();
        }
        if (end < text.length() && isLabelCharacter(text.charAt(end))) {
            return false;
        }
        at = end;
        skipBlanks();
        return true;
    }

    /** Reads a label's name. */
    String label() throws SelectorException {
        int start = at;
        while (at < text.length() && isLabelCharacter(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > MAX_LABEL) {
            at = start;
            throw unexpected("a label of 1 to " + MAX_LABEL + " characters");
        }
        String label = text.substring(start, at);
        skipBlanks();
        return label;
    }

    /** Whether a string is next. */
    boolean atString() {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    /** Reads a string in either kind of quotes; nothing in it has a special meaning. */
    String string() throws SelectorException {
        if (!atString()) {
            throw unexpected("a string in quotes");
        }
        int end = text.indexOf(text.charAt(at), at + 1);
        if (end < 0) {
            throw unexpected("the end of a string");
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        skipBlanks();
        return string;
    }

    SelectorException unexpected(String expected) {
        return new SelectorException("expected " + expected + " at character " + (at + 1));
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLabelCharacter(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || "_./-".indexOf(c) >= 0;
    }
}
