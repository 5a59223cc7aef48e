package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

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
