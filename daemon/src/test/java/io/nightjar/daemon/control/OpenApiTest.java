package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.events.EventKind;
import io.nightjar.daemon.speaker.ControlThread;
import io.nightjar.daemon.web.Speakers;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description of the interface and the daemon say the same: everything that is answered is described, and what a node of a
 * cluster and a speaker with a file answer has the shape that is described.
 */
@Timeout(60)
class OpenApiTest {

    private static final String UP = "127.5.0.2";

    private static final String NODE = "127.5.0.1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int port = FreePort.next();

    private final ControlThread control = new ControlThread();

    private final ControlSocketTest.Source nobody = new ControlSocketTest.Source();

    private final JsonNode document = document();

    private final JsonShape shape = new JsonShape(document);

    private final List<String> faults = new ArrayList<>();

    @TempDir
    private Path directory;

    private Speakers speakers;

    private Path file;

    private Path node;

    @BeforeEach
    void start() throws Exception {
        speakers = new Speakers(directory, port);
        Resources resources = new Resources()
                .put("BGPConfiguration", "default", "bindMode: NodeIP, listenPort: " + port)
                .put("BGPPeer", "odd", "node: a, peerIP: 127.5.0.9, asNumber: 65009, filters: [none]")
                .put("IPPool", "pool", "cidr: 10.0.0.0/8")
                .node("a", NODE + "/8", "", "")
                .node("b", UP + "/8", "", "")
                .node("c", "127.5.0.3/8", "", "")
                .block("a", "10.1.0.0/26", "confirmed");
        FakeDatastore store = new FakeDatastore(List.of("/"), control);
        resources.view().entries().forEach((key, entry) -> store.put(key, entry.value()));
        node = directory.resolve("a.ctl");
        speakers.start("a", store, control);
        try (ControlClient client = new ControlClient(node)) {
            await(client, status -> status.peers().size() == 3);
            file = speakers.start(UP, NODE, "10.2.0.0/26, 10.2.0.64/26");
            await(client, OpenApiTest::isHeard);
        }
    }

    private static boolean isHeard(StatusReport status) {
        return status.peers().stream()
                .anyMatch(peer -> peer.address().equals(UP) && peer.accepted() == 2 && peer.advertised() > 0);
    }

    private static void await(ControlClient client, Predicate<StatusReport> wanted) throws ControlSocketException {
        while (!wanted.test(client.status())) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        speakers.close();
    }

    private static JsonNode document() {
        try (var input = OpenApiTest.class.getResourceAsStream("/web/openapi.json")) {
            return MAPPER.readTree(input);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Endpoint> endpoints() {
        return new ControlRouter(nobody, nobody).endpoints();
    }

    @Test
    void whatIsAnsweredIsDescribedAndTheOtherWayRound() {
        Map<String, Set<String>> described = new TreeMap<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.put(
                                operation.getKey() + " " + path.getKey(), parameters(operation.getValue()))));
        Map<String, Set<String>> answered = new TreeMap<>();
        endpoints()
                .forEach(endpoint -> answered.put(
                        endpoint.method().name().toLowerCase(Locale.ROOT) + " " + endpoint.template(),
                        new TreeSet<>(endpoint.parameters())));
        assertThat(answered).isEqualTo(described);
    }

    private static Set<String> parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.get("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
            }
        });
        return names;
    }

    @Test
    void kindsOfEventsAreTheProgramsOwn() {
        JsonNode kinds = document.at("/components/schemas/Event/properties/kind/enum");
        assertThat(kinds)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(EventKind.values()).map(EventKind::label).collect(Collectors.toList()));
    }

    @Test
    void answersHaveTheShapeThatIsDescribed() throws IOException {
        for (Path socket : List.of(node, file)) {
            for (Endpoint endpoint : endpoints()) {
                if (endpoint.method().name().equals("GET")) {
                    get(socket, endpoint.template());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private void get(Path socket, String template) throws IOException {
        String peer = socket.equals(node) ? "Mesh_127_5_0_2" : "node";
        String path = template.replace("{peer}", peer);
        String query = template.endsWith("/explain") ? "?q=10.2.0.0/26" : "";
        check(socket, "GET", template, path + query, "", Set.of("200", "503"));
        check(socket, "GET", template, path + "?nonsense=1", "", Set.of("400"));
        if (template.contains("{peer}")) {
            check(socket, "GET", template, template.replace("{peer}", "nobody"), "", Set.of("404"));
        }
        if (template.endsWith("/explain")) {
            check(socket, "GET", template, path + "?q=127.5.0.3", "", Set.of("200"));
            check(socket, "GET", template, path + "?q=nobody", "", Set.of("404"));
        }
    }

    @Test
    void soHaveAnswersToWhatIsDone() throws IOException {
        String change = "{\"delete\": [\"/calico/resources/v3/projectcalico.org/nodes/c\"], \"put\": {}}";
        String peer = "Mesh_127_5_0_2";
        check(node, "POST", "/api/v1/config/diff", "/api/v1/config/diff", change, Set.of("200"));
        check(node, "POST", "/api/v1/config/diff", "/api/v1/config/diff", "[", Set.of("400"));
        check(file, "POST", "/api/v1/config/diff", "/api/v1/config/diff", change, Set.of("409"));
        for (String verb : List.of("refresh", "disable", "enable", "restart")) {
            String template = "/api/v1/peers/{peer}/" + verb;
            check(node, "POST", template, template.replace("{peer}", peer), "", Set.of("200", "409"));
            check(node, "POST", template, template.replace("{peer}", "nobody"), "", Set.of("404"));
        }
        check(node, "GET", "/api/v1/events", "/api/v1/events?kind=session-down", "", Set.of("200"));
        assertThat(faults).isEmpty();
    }

    private void check(Path socket, String method, String template, String uri, String body, Set<String> codes)
            throws IOException {
        String answer = ask(socket, method + " " + uri, body);
        String code = answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        String where = method + " " + uri + ": ";
        JsonNode responses = document.get("paths")
                .get(template)
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses");
        if (!codes.contains(code) || !responses.has(code)) {
            faults.add(
                    where + code + ", described are " + responses.fieldNames().next() + " and others");
            return;
        }
        String type = header(answer, "content-type").replaceAll(";.*", "");
        JsonNode content = responses.get(code).get("content");
        if (!content.has(type)) {
            faults.add(where + type + " is not described");
        } else if (type.equals("application/json")) {
            JsonNode value = MAPPER.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
            shape.faults(content.get(type).get("schema"), value).forEach(fault -> faults.add(where + fault));
        }
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 2);
    }

    private static String ask(Path socket, String request, String body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String text = request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body;
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
