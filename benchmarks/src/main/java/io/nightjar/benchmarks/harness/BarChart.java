package io.nightjar.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * A picture (SVG) of horizontal bars on a logarithmic scale, several groups of them one under the other. Nothing but text and boxes, in
 * colours that can be told apart on light and on dark ground; it needs no other file.
 *
 * @param title above it
 * @param unit of the values
 */
public record BarChart(String title, String unit, List<Group> groups) {

    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 90;
    private static final int TOP = 48;
    private static final int ROW = 18;
    private static final int BAR = 13;
    private static final int HEADING = 26;
    private static final int FOOT = 30;
    private static final int BASELINE = 11;
    private static final int GAP = 6;

    /** Of text, and of lines, on light and on dark ground. */
    private static final String STYLE = """
            <style>
              text { font: 12px sans-serif; fill: #333; }
              .title { font-size: 14px; font-weight: bold; }
              .group { font-weight: bold; }
              .end { text-anchor: end; }
              .middle { text-anchor: middle; }
              line { stroke: #8886; }
              @media (prefers-color-scheme: dark) { text { fill: #ddd; } }
            </style>
            """;

    private static final List<String> COLOURS =
            List.of("#8c8c8c", "#e0731d", "#f2b441", "#3b82c4", "#5aa9a3", "#8a63b8", "#b8637f", "#7d8a3c");

    public BarChart {
        groups = List.copyOf(groups);
    }

    /**
     * Bars that are compared with each other.
     *
     * @param label above them
     */
    public record Group(String label, List<Bar> bars) {

        public Group {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar.
     *
     * @param label to its left
     * @param colour a number: the same for the same contender
     * @param value greater than 0
     * @param text what is written behind it
     */
    public record Bar(String label, int colour, double value, String text) {

        public Bar {
            if (!(value > 0)) {
                throw new IllegalArgumentException(label + ": " + value + " has no place on a logarithmic scale");
            }
        }
    }

    /** Whether there is anything to see. */
    public boolean isEmpty() {
        return groups.stream().allMatch(group -> group.bars.isEmpty());
    }

    /** The decades that all values lie in. */
    private record Scale(int least, int most) {

        double x(double value) {
            return LEFT + (Math.log10(value) - least) / (most - least) * (WIDTH - LEFT - RIGHT);
        }
    }

    private Scale scale() {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Group group : groups) {
            for (Bar bar : group.bars) {
                least = Math.min(least, bar.value);
                most = Math.max(most, bar.value);
            }
        }
        int from = (int) Math.floor(Math.log10(least));
        return new Scale(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))));
    }

    /** The picture as a document. */
    public String svg() {
        if (isEmpty()) {
            throw new IllegalStateException(title + ": there are no bars");
        }
        Scale scale = scale();
        StringBuilder body = new StringBuilder();
        int y = TOP;
        for (Group group : groups) {
            if (!group.bars.isEmpty()) {
                y = group(body, group, scale, y);
            }
        }
        int height = y + FOOT;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                                + "role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        escaped(title))
                + STYLE
                + text(GAP, 20, "title", title)
                + text(GAP, 38, "", unit + ", on a logarithmic scale: shorter is better")
                + grid(scale, y)
                + body + "</svg>\n";
    }

    private static int group(StringBuilder body, Group group, Scale scale, int top) {
        body.append(text(GAP, top + ROW, "group", group.label));
        int y = top + HEADING;
        for (Bar bar : group.bars) {
            double end = Math.max(LEFT + 1, scale.x(bar.value));
            body.append(text(LEFT - GAP, y + BASELINE, "end", bar.label));
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                    LEFT,
                    y,
                    end - LEFT,
                    BAR,
                    COLOURS.get(Math.floorMod(bar.colour, COLOURS.size()))));
            body.append(text((int) end + GAP, y + BASELINE, "", bar.text));
            y += ROW;
        }
        return y;
    }

    private static String grid(Scale scale, int bottom) {
        StringBuilder grid = new StringBuilder();
        for (int decade = scale.least; decade <= scale.most; decade++) {
            double x = scale.x(Math.pow(10, decade));
            grid.append(String.format(
                    Locale.ROOT, "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", x, TOP, x, bottom + GAP));
            String label = decade < 0
                    ? String.format(Locale.ROOT, "%." + -decade + "f", Math.pow(10, decade))
                    : String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade));
            grid.append(text((int) x, bottom + 20, "middle", label));
        }
        return grid.toString();
    }

    private static String text(int x, int y, String style, String text) {
        String attribute = style.isEmpty() ? "" : " class=\"" + style + "\"";
        return "<text x=\"" + x + "\" y=\"" + y + "\"" + attribute + ">" + escaped(text) + "</text>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
