package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in Markdown and the pictures that it shows.
 *
 * @param pictures by their file names in the folder {@code images} beside the page
 */
public record Page(String markdown, Map<String, BarChart> pictures) {

    private static final String FOLDER = "images";

    public Page {
        pictures = new TreeMap<>(pictures);
    }

    /** How the page shows one of its pictures. */
    public static String reference(String name, BarChart chart) {
        return "\n![" + chart.title() + "](" + FOLDER + "/" + name + ")\n";
    }

    /** Each text once, as a list. */
    public static String list(Stream<String> texts) {
        return texts.distinct().map(text -> "- " + text + "\n").collect(Collectors.joining());
    }

    /** What somebody does that is not as it should be, and what went wrong, each under a heading if there is any. */
    public static String remarks(Stream<String> habits, Stream<String> failures) {
        return section("Habits\n\nNot as it should be, but harmless:", list(habits))
                + section("What failed", list(failures));
    }

    private static String section(String heading, String list) {
        return list.isEmpty() ? "" : "\n## " + heading + "\n\n" + list;
    }

    /** Writes all of it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, markdown);
        Path folder = file.toAbsolutePath().resolveSibling(FOLDER);
        for (Map.Entry<String, BarChart> picture : pictures.entrySet()) {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(picture.getKey()), picture.getValue().svg());
        }
    }
}
