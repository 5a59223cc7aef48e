package io.nightjar.daemon.control;

import io.nightjar.daemon.control.ControlRouter.Reply;
import io.nightjar.daemon.control.ControlRouter.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The page for browsers, and the description of the interface for programs: files that come with the program and say nothing about it. */
final class WebPage {

    /** Scripts and styles of our own only, no frames, no forms, nothing from elsewhere. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** The files by the path where they are found. */
    private static final Map<String, File> FILES = Map.ofEntries(
            Map.entry("/", new File("index.html", "text/html; charset=utf-8")),
            Map.entry("/style.css", new File("style.css", "text/css; charset=utf-8")),
            Map.entry("/icon.svg", new File("icon.svg", "image/svg+xml")),
            Map.entry("/app.js", new File("app.js", SCRIPT)),
            Map.entry("/dom.js", new File("dom.js", SCRIPT)),
            Map.entry("/sessions.js", new File("sessions.js", SCRIPT)),
            Map.entry("/routes.js", new File("routes.js", SCRIPT)),
            Map.entry("/cluster.js", new File("cluster.js", SCRIPT)),
            Map.entry("/picture.js", new File("picture.js", SCRIPT)),
            Map.entry("/events.js", new File("events.js", SCRIPT)),
            Map.entry("/convergence.js", new File("convergence.js", SCRIPT)),
            Map.entry("/api/v1/openapi.json", new File("openapi.json", "application/json")));

    private WebPage() {}

    private record File(String name, String contentType) {}

    /** Whether there is a file at a path. */
    static boolean isAt(String path) {
        return FILES.containsKey(path);
    }

    static List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        FILES.forEach((path, file) -> {
            CompletableFuture<Reply> reply = ControlRouter.now(Reply.ok(new Text(file.contentType(), read(file))));
            endpoints.add(Endpoint.get(path, Set.of(), request -> reply));
        });
        return endpoints;
    }

    private static String read(File file) {
        try (InputStream input = WebPage.class.getResourceAsStream("/web/" + file.name())) {
            if (input == null) {
                throw new IllegalStateException("the program is not complete: /web/" + file.name() + " is missing");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
