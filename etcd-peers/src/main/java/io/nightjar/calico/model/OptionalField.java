package io.nightjar.calico.model;

import java.util.List;
import java.util.Optional;

/** A field of an object that can do without it: when it cannot be used, that is remarked, and the other fields hold. */
final class OptionalField {

    private OptionalField() {}

    /** Reads a field. */
    @FunctionalInterface
    interface Reader<T> {

        T read(String field) throws MalformedObjectException;
    }

    /** The field's value, if it has one that can be used. */
    static <T> Optional<T> read(JsonObject json, String field, List<String> remarks, Reader<T> reader) {
        if (!json.saysSomething(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(field));
        } catch (MalformedObjectException e) {
            remarks.add("'" + field + "' is not used: " + e.getMessage());
            return Optional.empty();
        }
    }
}
