package io.nightjar.calico.model;

import java.util.ArrayList;
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
        return json.saysSomething(field) ? read(field, remarks, reader) : Optional.empty();
    }

    /** The value of something that is there, if it can be used. */
    static <T> Optional<T> read(String field, List<String> remarks, Reader<T> reader) {
        try {
            return Optional.of(reader.read(field));
        } catch (MalformedObjectException e) {
            remarks.add("'" + field + "' is not used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads an entry of a list. */
    @FunctionalInterface
    interface EntryReader<T> {

        T read(JsonObject entry) throws MalformedObjectException;
    }

    /** The values of a list's entries, as far as they can be used; none if there is no list. */
    static <T> List<T> each(JsonObject json, String field, List<String> remarks, EntryReader<T> reader) {
        List<T> values = new ArrayList<>();
        List<JsonObject> entries = read(json, field, remarks, json::elements).orElse(List.of());
        for (int i = 0; i < entries.size(); i++) {
            JsonObject entry = entries.get(i);
            read(field + "[" + i + "]", remarks, name -> reader.read(entry)).ifPresent(values::add);
        }
        return values;
    }
}
