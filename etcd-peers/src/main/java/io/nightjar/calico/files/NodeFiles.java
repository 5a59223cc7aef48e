package io.nightjar.calico.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.WorkloadEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's files are.
 *
 * @param secrets the directory with one directory for each Secret
 * @param endpoints the directory with one file for each workload
 */
public record NodeFiles(Path secrets, Path endpoints) {

    private static final String SECRETS_DIRECTORY = "/etc/nightjar/secrets";

    private static final String STATUS_PREFIX = "/var/run/calico";

    private static final int MAX_OCTETS = 64 * 1024;

    /** Loaded with the first file, as a start has to ask the datastore before. */
    private static final class Json {

        static final ObjectMapper MAPPER = JsonMapper.builder().build();

        private Json() {}
    }

    /** The directories that {@code NIGHTJAR_SECRETS_DIR} and {@code CALICO_ENDPOINT_STATUS_PATH_PREFIX} say. */
    public static NodeFiles fromEnvironment(Environment environment) {
        String secrets = environment.trimmed("NIGHTJAR_SECRETS_DIR");
        String prefix = environment.trimmed("CALICO_ENDPOINT_STATUS_PATH_PREFIX");
        return new NodeFiles(
                Path.of(secrets.isEmpty() ? SECRETS_DIRECTORY : secrets),
                Path.of(prefix.isEmpty() ? STATUS_PREFIX : prefix).resolve("endpoint-status"));
    }

    /** What the files say now. */
    public LocalInputs read(Collection<SecretKeyRef> wanted) {
        Map<SecretKeyRef, String> texts = new HashMap<>();
        for (SecretKeyRef secret : wanted) {
            String text = text(secret);
            if (text != null) {
                texts.put(secret, text);
            }
        }
        List<WorkloadEndpoint> found = new ArrayList<>();
        for (Path file : files()) {
            WorkloadEndpoint endpoint = endpoint(text(file));
            if (endpoint != null) {
                found.add(endpoint);
            }
        }
        return new LocalInputs(texts, found);
    }

    /** A name that the system's encoding of file names has no letters for is that of no file. */
    private @Nullable String text(SecretKeyRef secret) {
        try {
            return text(secrets.resolve(secret.name()).resolve(secret.key()));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(endpoints)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static @Nullable String text(Path file) {
        try {
            boolean readable = Files.isRegularFile(file) && Files.size(file) <= MAX_OCTETS;
            return readable ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable WorkloadEndpoint endpoint(@Nullable String text) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(text == null ? "" : text);
        } catch (IOException e) {
            return null;
        }
        String peer = json.path("bgpPeerName").asText();
        return peer.isEmpty()
                ? null
                : new WorkloadEndpoint(
                        peer, first(json.path("ipv4Nets"), Afi.IPV4), first(json.path("ipv6Nets"), Afi.IPV6));
    }

    /** Calico looks at the first one only. */
    private static @Nullable IpAddress first(JsonNode nets, Afi afi) {
        String text = nets.path(0).asText();
        try {
            int slash = text.indexOf('/');
            IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            Prefix.parse(text);
            return address.afi().equals(afi) ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
