package io.nightjar.daemon.top;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics in Prometheus' text format, version 0.0.4.
 *
 * @param all in their order
 */
public record Series(List<One> all) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");

    public Series {
        all = List.copyOf(all);
    }

    /**
     * One series.
     *
     * @param labels as written, without braces
     */
    record One(String name, String labels, double value) {

        private boolean has(String label) {
            return (',' + labels + ',').contains(',' + label + ',');
        }
    }

    /** What does not look like a series is passed over: comments, and what later versions may write. */
    public static Series parse(String text) {
        List<One> found = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                String labels = parts.group(2) == null ? "" : parts.group(2);
                number(parts.group(3), found, parts.group(1), labels);
            }
        });
        return new Series(found);
    }

    private static void number(String text, List<One> found, String name, String labels) {
        switch (text) {
            case "NaN" -> found.add(new One(name, labels, Double.NaN));
            case "+Inf" -> found.add(new One(name, labels, Double.POSITIVE_INFINITY));
            case "-Inf" -> found.add(new One(name, labels, Double.NEGATIVE_INFINITY));
            default -> {
                if (text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
                    found.add(new One(name, labels, Double.parseDouble(text)));
                }
            }
        }
    }

    /**
     * The sum of the series with this name and all these labels; 0 when there is none.
     *
     * @param labels each as {@code name="value"}
     */
    double sum(String name, String... labels) {
        double sum = 0;
        for (One series : all) {
            if (series.name().equals(name) && List.of(labels).stream().allMatch(series::has)) {
                sum += series.value();
            }
        }
        return sum;
    }
}
