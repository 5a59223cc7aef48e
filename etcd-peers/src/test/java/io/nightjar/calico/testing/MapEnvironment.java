package io.nightjar.calico.testing;

import io.nightjar.calico.environment.Environment;
import java.util.HashMap;
import java.util.Map;

/** Surroundings that a test makes up. */
public final class MapEnvironment implements Environment {

    private final Map<String, String> variables = new HashMap<>();

    private final Map<String, String> files = new HashMap<>();

    private String hostName;

    public MapEnvironment variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public MapEnvironment file(String path, String content) {
        files.put(path, content);
        return this;
    }

    public MapEnvironment hostName(String name) {
        hostName = name;
        return this;
    }

    @Override
    public String variable(String name) {
        return variables.get(name);
    }

    @Override
    public String fileContent(String path) {
        return files.get(path);
    }

    @Override
    public String hostName() {
        return hostName;
    }
}
