package io.nightjar.daemon.lab;

import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code nightjar run} on a node. */
public final class NightjarSpeaker implements Speaker {

    private final LabSite site;
    private final String node;
    private NightjarProgram program;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private LabProcess process;

    private NightjarSpeaker(
            LabSite site,
            String node,
            NightjarProgram program,
            List<String> arguments,
            Map<String, String> environment) {
        this.site = site;
        this.node = node;
        this.program = program;
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
        this.process = launch();
    }

    /** Starts a node's speaker on the datastore, told in calico-node's way: by its environment. */
    public static NightjarSpeaker onDatastore(LabSite site, LabNode node, NightjarProgram program, String endpoint) {
        return onDatastore(site, node, program, LabDatastore.KEYS, endpoint);
    }

    public static NightjarSpeaker onDatastore(
            LabSite site, LabNode node, NightjarProgram program, LabDatastore datastore, String endpoint) {
        Map<String, String> environment = environment(node, datastore, endpoint);
        environment.put("NODENAME", node.name());
        return new NightjarSpeaker(site, node.name(), program, List.of(), environment);
    }

    /** Starts a standalone route reflector, which only knows where it is. */
    static NightjarSpeaker asReflector(
            LabSite site, LabNode node, NightjarProgram program, LabDatastore datastore, String endpoint) {
        return new NightjarSpeaker(
                site, node.name(), program, List.of("--route-reflector"), environment(node, datastore, endpoint));
    }

    private static Map<String, String> environment(LabNode node, LabDatastore datastore, String endpoint) {
        Map<String, String> environment = new HashMap<>(datastore.environment());
        environment.put("ETCD_ENDPOINTS", endpoint);
        environment.put("IP", node.address());
        return environment;
    }

    /** Starts a speaker with a static configuration file. */
    public static NightjarSpeaker onFile(LabSite site, String node, NightjarProgram program, Path configuration) {
        return new NightjarSpeaker(site, node, program, List.of("--config", configuration.toString()), Map.of());
    }

    @Override
    public String kind() {
        return "Nightjar";
    }

    @Override
    public LabProcess process() {
        return process;
    }

    @Override
    public void restart() {
        process = launch();
    }

    /** Starts another copy of the program after this one has ended. */
    public void restart(NightjarProgram other) {
        program = other;
        restart();
    }

    @Override
    public List<Session> sessions() {
        return status().map(StatusReport::peers).orElse(List.of()).stream()
                .map(peer -> new Session(peer.address(), peer.state()))
                .toList();
    }

    /** What the speaker says about itself; empty as long as it does not answer. */
    public Optional<StatusReport> status() {
        try (ControlClient client = new ControlClient(control())) {
            return Optional.of(client.status());
        } catch (ControlSocketException e) {
            return Optional.empty();
        }
    }

    /** The speaker's control socket. */
    public Path control() {
        return site.folder(node).resolve("nightjar.ctl");
    }

    private LabProcess launch() {
        List<String> words =
                new ArrayList<>(program.with("run", "--control", control().toString()));
        words.addAll(arguments);
        return site.start(node + "-nightjar", node, words, environment);
    }
}
