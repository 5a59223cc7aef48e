package io.nightjar.conformance.interop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of BIRD to {@code show route PREFIX all}. */
final class BirdPaths {

    private static final Pattern ATTRIBUTE = Pattern.compile("^\\s+BGP\\.(\\w+):\\s*(.*)$");
    private static final Pattern PATH = Pattern.compile("^\\S?.* \\[\\w+ [0-9:.-]+.*$");

    private BirdPaths() {}

    static List<PeerPath> parse(String answer) {
        List<Map<String, String>> paths = new ArrayList<>();
        for (String line : answer.lines().toList()) {
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (attribute.matches() && !paths.isEmpty()) {
                paths.get(paths.size() - 1)
                        .put(attribute.group(1), attribute.group(2).strip());
            } else if (PATH.matcher(line).matches()) {
                paths.add(new HashMap<>());
            }
        }
        return paths.stream().map(BirdPaths::path).toList();
    }

    private static PeerPath path(Map<String, String> attributes) {
        return new PeerPath(
                attributes.getOrDefault("next_hop", ""),
                attributes.getOrDefault("as_path", ""),
                attributes.getOrDefault("originator_id", ""),
                words(attributes.getOrDefault("cluster_list", "")));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
