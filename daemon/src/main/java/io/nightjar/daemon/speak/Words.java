package io.nightjar.daemon.speak;

import java.util.ArrayList;
import java.util.List;

/** The words of a line; quotation marks hold several together, and a {@code #} begins a comment. */
final class Words {

    private final List<String> words;
    private int next;

    private Words(List<String> words) {
        this.words = words;
    }

    static Words of(String line) throws RouteTextException {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean started = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '#' && !quoted && !started) {
                break;
            }
            if (c == '"') {
                quoted = !quoted;
                started = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                add(word, started, words);
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        if (quoted) {
            throw new RouteTextException("a quotation mark is missing");
        }
        add(word, started, words);
        return new Words(words);
    }

    private static void add(StringBuilder word, boolean started, List<String> words) {
        if (started) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    boolean hasNext() {
        return next < words.size();
    }

    /** The next word, which stays the next one. */
    String peek() {
        return words.get(next);
    }

    String next(String what) throws RouteTextException {
        if (!hasNext()) {
            throw new RouteTextException(what + " is missing");
        }
        return words.get(next++);
    }
}
