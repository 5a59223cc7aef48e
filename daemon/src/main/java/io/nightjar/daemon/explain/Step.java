package io.nightjar.daemon.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an explanation.
 *
 * @param stage how far it is
 * @param code what was found
 * @param subjects what or whom it is about: a node, peers, a prefix
 * @param text the same for people, a sentence without its full stop
 * @param reference where it was said; null if it was not said in a datastore
 */
public record Step(
        Stage stage,
        Code code,
        List<String> subjects,
        String text,
        @Nullable Reference reference) {

    public Step {
        subjects = List.copyOf(subjects);
    }

    static Step of(Code code, String subject, String text) {
        return of(code, subject, text, null);
    }

    static Step of(Code code, String subject, String text, @Nullable Reference reference) {
        return new Step(code.stage(), code, List.of(subject), text, reference);
    }

    static Step of(Code code, List<String> subjects, String text) {
        return new Step(code.stage(), code, subjects, text, null);
    }
}
