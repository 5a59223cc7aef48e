package io.nightjar.daemon.cli;

import io.nightjar.calico.environment.Environment;
import io.nightjar.calico.environment.SystemEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The environment variables with those that flags have set instead; files and host name as they are. */
final class RunEnvironment implements Environment {

    static final String ENDPOINTS = "ETCD_ENDPOINTS";

    static final String AUTHORITY = "ETCD_AUTHORITY";

    static final String DISCOVERY = "ETCD_DISCOVERY_SRV";

    static final String TYPE = "DATASTORE_TYPE";

    static final String NODE_NAME = "NODENAME";

    private final Map<String, String> variables;

    private final Environment system = new SystemEnvironment();

    RunEnvironment(Map<String, String> variables, Map<String, String> flags) {
        this.variables = new HashMap<>(variables);
        this.variables.putAll(flags);
        if (flags.containsKey(ENDPOINTS)) {
            this.variables.remove(DISCOVERY);
        }
    }

    boolean namesADatastore() {
        return Stream.of(ENDPOINTS, AUTHORITY, DISCOVERY)
                .anyMatch(name -> !trimmed(name).isEmpty());
    }

    @Override
    public @Nullable String variable(String name) {
        return variables.get(name);
    }

    @Override
    public @Nullable String fileContent(String path) {
        return system.fileContent(path);
    }

    @Override
    public @Nullable String hostName() {
        return system.hostName();
    }
}
