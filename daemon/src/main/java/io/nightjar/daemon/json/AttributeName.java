package io.nightjar.daemon.json;

import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import java.util.Locale;

/** What attributes are called. */
public final class AttributeName {

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return upperCase(type.getSimpleName());
        }
    };

    private AttributeName() {}

    /** As in the RFCs: LOCAL_PREF; {@code ATTRIBUTE_99} for one that we do not speak. */
    public static String of(PathAttribute attribute) {
        if (attribute instanceof UnknownAttribute unknown) {
            return ofType(unknown.typeCode());
        }
        Class<?> type = attribute instanceof Enum<?> constant ? constant.getDeclaringClass() : attribute.getClass();
        return NAMES.get(type);
    }

    /** A name that is nothing but the type code. */
    public static String ofType(int typeCode) {
        return "ATTRIBUTE_" + typeCode;
    }

    /** {@code LocalPref} as LOCAL_PREF. */
    static String upperCase(String simpleName) {
        return simpleName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
