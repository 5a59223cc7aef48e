package io.nightjar.daemon.control;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, taken apart.
 *
 * @param query the path and its parameters
 * @param peer the part of the path that names a peer; empty if there is none
 * @param body what was sent along
 */
record ApiRequest(QueryStringDecoder query, String peer, String body) {

    /** The first value of a parameter; null without one. */
    @Nullable
    String text(String name) {
        List<String> values = query.parameters().get(name);
        return values == null ? null : values.get(0);
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    int number(String name, int otherwise, int least, int most) throws BadRequestException {
        return (int) number(name, (long) otherwise, least, most);
    }

    long number(String name, long otherwise, long least, long most) throws BadRequestException {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        boolean digits =
                !value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(value) : -1;
        if (!digits || number < least || number > most) {
            throw new BadRequestException(
                    name + " is not a number from " + least + " to " + most + ": '" + value + "'");
        }
        return number;
    }

    /** One of some words. */
    String choice(String name, String otherwise, List<String> words) throws BadRequestException {
        String value = text(name, otherwise);
        if (!words.contains(value)) {
            throw new BadRequestException(name + " can be " + String.join(", ", words) + ", not '" + value + "'");
        }
        return value;
    }

    /** Nothing is asked that is not answered: a misspelt name would change what an answer means. */
    void requireOnly(Set<String> names) throws BadRequestException {
        for (String name : query.parameters().keySet()) {
            if (!names.contains(name)) {
                throw new BadRequestException("there is no parameter '" + name + "' at " + query.path()
                        + (names.isEmpty() ? "" : ", only " + String.join(", ", new TreeSet<>(names))));
            }
        }
    }
}
