package io.nightjar.rib.table;

import io.nightjar.bgp.attribute.PathAttributes;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Makes equal attributes one value. It keeps none alive: the last route that goes takes its attributes with it. */
public final class AttributeInterner {

    private final Map<PathAttributes, WeakReference<PathAttributes>> values = new WeakHashMap<>();

    /** The value that stands for all that equal {@code attributes}. */
    public PathAttributes intern(PathAttributes attributes) {
        WeakReference<PathAttributes> reference = values.get(attributes);
        PathAttributes known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        values.put(attributes, new WeakReference<>(attributes));
        return attributes;
    }

    /** How many different values are alive, or were a moment ago. */
    public int size() {
        return values.size();
    }
}
