package io.nightjar.daemon.cli;

import io.nightjar.calico.resources.ResourceDocuments;
import io.nightjar.calico.resources.ResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads resources from files that the arguments name. */
final class ResourceFiles {

    private ResourceFiles() {}

    /** What {@code -} stands for. */
    private static final Path STANDARD_INPUT = Path.of("-");

    /** All documents of files, of files in folders in the order of their names, and of the standard input for {@code -}. */
    static ResourceDocuments read(List<Path> paths, InputStream input) {
        ResourceDocuments documents = new ResourceDocuments();
        for (Path path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                add(documents, input);
                continue;
            }
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted().toList()) {
                    if (file.equals(path) || isResource(file)) {
                        add(documents, file);
                    }
                }
            } catch (NoSuchFileException e) {
                throw CommandException.usage(path + ": there is no such file");
            } catch (ResourceException e) {
                throw CommandException.usage(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw CommandException.usage(path + ": cannot be read: " + e.getMessage());
            }
        }
        return documents;
    }

    private static void add(ResourceDocuments documents, InputStream input) {
        try {
            documents.add("standard input", new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (ResourceException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.usage("standard input: cannot be read: " + e.getMessage());
        }
    }

    private static void add(ResourceDocuments documents, Path file) throws IOException, ResourceException {
        if (Files.isRegularFile(file)) {
            documents.add(file.toString(), Files.readString(file));
        }
    }

    private static boolean isResource(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
