package io.nightjar.calico.model;

import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with one object, whatever else there is. */
public final class ObjectCheck {

    private ObjectCheck() {}

    /**
     * What is wrong with an object.
     *
     * @param reason a sentence without its full stop
     * @param fatal whether the whole object is unusable; otherwise only a field of it
     */
    public record Defect(String reason, boolean fatal) {}

    /** All defects of what a key holds; none for a key that has no meaning here. */
    public static List<Defect> defects(String key, String value) {
        for (ObjectParser parser : ObjectParser.ALL) {
            MatchResult match = parser.match(key);
            if (match != null) {
                return defects(parser, match, value);
            }
        }
        return List.of();
    }

    /** Whether a key means anything here. */
    public static boolean knows(String key) {
        return ObjectParser.ALL.stream().anyMatch(parser -> parser.match(key) != null);
    }

    private static List<Defect> defects(ObjectParser parser, MatchResult match, String value) {
        @Nullable CalicoObject object;
        try {
            object = parser.reader().read(match, value);
        } catch (MalformedObjectException e) {
            return List.of(new Defect(String.valueOf(e.getMessage()), true));
        }
        if (object == null) {
            return List.of();
        }
        return object.ignored().stream()
                .map(reason -> new Defect(reason, false))
                .toList();
    }
}
