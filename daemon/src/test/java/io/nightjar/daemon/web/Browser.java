package io.nightjar.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.daemon.lab.DebianPackages;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.daemon.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Chromium, driven by Playwright from npm; both are fetched when they are missing. */
final class Browser {

    private static final long PATIENCE_SECONDS = 240;

    private static final String SCRIPT = "web-page.mjs";

    private final Path folder;

    private Browser(Path folder) {
        this.folder = folder;
    }

    /** Fetches what is missing into a folder; where that cannot be had the test is skipped, but failed if {@code CI=true}. */
    static Browser provide(Path folder) throws IOException, InterruptedException {
        DebianPackages packages = DebianPackages.ofThisTree(new HostCommands());
        try {
            String unused = packages.install("chromium", "nodejs", "npm");
        } catch (LabException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            assumeTrue(false, e.getMessage());
        }
        Files.createDirectories(folder);
        Path sources = packages.home().resolve("daemon/src/test/browser");
        for (String name : List.of("package.json", "package-lock.json", SCRIPT)) {
            Files.copy(sources.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Browser browser = new Browser(folder);
        if (!Files.isDirectory(folder.resolve("node_modules/playwright-core"))) {
            browser.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
        return browser;
    }

    /** Looks at pages as the script says; what it says when it finds a fault is the reason of the failure. */
    String look(String... addresses) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("node", SCRIPT));
        words.addAll(List.of(addresses));
        return run(words.toArray(String[]::new));
    }

    private String run(String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(String.join(" ", words) + " ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
