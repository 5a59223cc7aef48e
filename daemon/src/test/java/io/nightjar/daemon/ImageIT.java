package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The container image. Nothing of this system is there but what the image has itself. */
@RequiresNetworkNamespaces
class ImageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path DEPLOYMENT = Path.of("../docs/examples/reflector-deployment.yaml");

    @TempDir
    private Path folder = Path.of("");

    private Path root = Path.of("");

    private String entryPoint = "";

    @BeforeEach
    void unpack() throws IOException {
        Packages.run("tar", "-xf", Packages.built("nightjar-*-oci-*.tar").toString(), "-C", folder.toString());
        JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
        JsonNode manifest = JSON.readTree(blob(index.at("/manifests/0")).toFile());
        JsonNode config = JSON.readTree(blob(manifest.path("config")).toFile());
        root = Files.createDirectory(folder.resolve("root"));
        Packages.run("tar", "-xzf", blob(manifest.at("/layers/0")).toString(), "-C", root.toString());
        entryPoint = config.at("/config/Entrypoint/0").asText();
    }

    private Path blob(JsonNode descriptor) throws IOException {
        String named = descriptor.path("digest").asText();
        assertThat(named).startsWith("sha256:");
        Path blob = folder.resolve("blobs/sha256").resolve(named.substring("sha256:".length()));
        assertThat("sha256:" + Packages.digest(blob)).isEqualTo(named);
        assertThat(Files.size(blob)).isEqualTo(descriptor.path("size").asLong());
        return blob;
    }

    @Test
    void theImageHoldsTogetherAndNeedsNothingElse() throws IOException {
        assertThat(entryPoint).isEqualTo("/usr/lib/nightjar/bin/nightjar");
        assertThat(Packages.run(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--root=" + root,
                        "--mount-proc",
                        entryPoint,
                        "version"))
                .startsWith("nightjar ");
    }

    /** With a root that cannot be written, and few capabilities; and what is run beside it there finds it: the probe, and a person. */
    @Test
    void theReflectorOfTheDeploymentStartsAndItsProbeSucceeds() throws IOException {
        JsonNode pod = JSON.valueToTree(new Yaml().<Object>load(Files.readString(DEPLOYMENT)))
                .at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities").toString())
                .isEqualTo("{\"drop\":[\"ALL\"],\"add\":[\"NET_BIND_SERVICE\"]}");

        try (PackagedSpeaker reflector =
                PackagedSpeaker.start(folder.resolve("said"), "/run/nightjar/nightjar.ctl", start(pod, container))) {
            String[] probe = words(container.at("/startupProbe/exec/command")).toArray(String[]::new);
            assertThat(reflector.beside(probe)).contains("datastore http://127.0.0.1:2379: disconnected");
            assertThat(reflector.beside("nightjar", "version")).startsWith("nightjar ");
        }
    }

    private List<String> start(JsonNode pod, JsonNode container) throws IOException {
        Path script = folder.resolve("start-container");
        try (InputStream text = ImageIT.class.getResourceAsStream("start-container")) {
            Files.copy(text, script);
        }
        List<String> words = new ArrayList<>(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        words.addAll(List.of("IP=127.0.0.1", "ETCD_ENDPOINTS=http://127.0.0.1:2379"));
        words.addAll(List.of("NIGHTJAR_JAVA_OPTS=" + value(container.path("env"), "NIGHTJAR_JAVA_OPTS", "value")));
        words.addAll(List.of("unshare", "--mount", "--net", "sh", script.toString(), root.toString()));
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.has("emptyDir")) {
                words.add(value(
                        container.path("volumeMounts"), volume.path("name").asText(), "mountPath"));
            }
        }
        words.addAll(List.of("--", entryPoint));
        words.addAll(words(container.path("args")));
        return words;
    }

    private static String value(JsonNode list, String name, String key) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path(key)
                .asText();
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
