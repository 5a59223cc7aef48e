package io.nightjar.calico.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource that is being checked, and what has been found so far. */
final class Checked {

    private final JsonNode document;

    private final List<Fault> faults = new ArrayList<>();

    Checked(JsonNode document) {
        this.document = document;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    JsonNode document() {
        return document;
    }

    JsonNode spec() {
        return document.path("spec");
    }

    void fault(String field, String reason) {
        faults.add(new Fault(field, reason));
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void spec(String field, String reason) {
        fault("spec." + field, reason);
    }

    /** Whether a field of the specification says anything, as Go sees it: neither null nor zero nor empty. */
    boolean says(String field) {
        return says(spec().path(field));
    }

    static boolean says(JsonNode value) {
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        boolean nothing = value.isMissingNode()
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.asInt() == 0);
        return !nothing && !value.asText().isEmpty();
    }

    /** Of some fields at most one may say something. */
    void atMostOne(String... fields) {
        String first = null;
        for (String field : fields) {
            if (says(field)) {
                if (first != null) {
                    spec(field, "excludes '" + first + "'");
                }
                first = first == null ? field : first;
            }
        }
    }

    /** Only these fields have a meaning at a place. */
    void known(String place, JsonNode holder, Set<String> names) {
        holder.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                fault(place + "." + name, "is unknown");
            }
        });
    }

    /** One of some words, or nothing at all. */
    void word(String field, Set<String> words) {
        JsonNode value = spec().path(field);
        if (says(value) && !words.contains(value.asText())) {
            spec(
                    field,
                    "is none of " + String.join(", ", words.stream().sorted().toList()) + ": " + value.asText());
        }
    }

    /** The prefix that a field holds, with a fault if bits are set behind its length; null for anything else. */
    @Nullable
    Prefix maskedPrefix(String field) {
        String text = spec().path(field).asText();
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        try {
            Prefix prefix = Prefix.parse(text);
            if (!prefix.address().equals(IpAddress.parse(text.substring(0, slash)))) {
                spec(field, "has bits behind its length: " + text + " is in " + prefix);
            }
            return prefix;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
