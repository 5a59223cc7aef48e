package io.nightjar.calico.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The environment of this very process. */
public final class SystemEnvironment implements Environment {

    private static final String KERNEL_HOST_NAME = "/proc/sys/kernel/hostname";

    @Override
    public @Nullable String variable(String name) {
        return System.getenv(name);
    }

    @Override
    public @Nullable String fileContent(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    @Override
    public @Nullable String hostName() {
        return fileContent(KERNEL_HOST_NAME);
    }
}
