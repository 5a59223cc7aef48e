package io.nightjar.daemon.bird.command;

/** A line that is no command; the message is what BIRD says about it. */
public final class RefusedCommandException extends Exception {

    private static final long serialVersionUID = 1;

    /** What BIRD says when it has nothing better to say. */
    static final String SYNTAX_ERROR = "syntax error";

    RefusedCommandException(String words) {
        super(words, null, false, false);
    }

    static RefusedCommandException syntax() {
        return new RefusedCommandException(SYNTAX_ERROR);
    }

    /** The message, which is never absent. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
