package io.nightjar.kernel;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of interfaces, with {@code *} for any characters and {@code ?} for one.
 *
 * @param globs any of which may match
 */
public record InterfacePatterns(List<String> globs) {

    /** What Calico's configuration excludes from connected routes: workloads and the holder of service addresses. */
    public static final InterfacePatterns CALICO = new InterfacePatterns(List.of("cali*", "kube-ipvs*"));

    public InterfacePatterns {
        globs = List.copyOf(globs);
    }

    public boolean matches(String name) {
        return globs.stream().anyMatch(glob -> matches(glob, name));
    }

    private static boolean matches(String glob, String name) {
        if (glob.endsWith("*") && glob.indexOf('*') == glob.length() - 1 && glob.indexOf('?') < 0) {
            return name.startsWith(glob.substring(0, glob.length() - 1));
        }
        String expression = glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return name.matches(expression);
    }
}
