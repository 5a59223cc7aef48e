package io.nightjar.calico.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.calico.testing.MapEnvironment;
import org.junit.jupiter.api.Test;

class NodeNameTest {

    private final MapEnvironment environment = new MapEnvironment();

    private String name() {
        return NodeName.of(environment).value();
    }

    @Test
    void theVariableComesFirstAndKeepsItsCase() {
        environment
                .variable("NODENAME", " Node00 ")
                .file("/var/lib/calico/nodename", "other")
                .variable("HOSTNAME", "host");
        assertThat(name()).isEqualTo("Node00");
    }

    @Test
    void theFileComesSecond() {
        environment
                .variable("NODENAME", "")
                .file("/var/lib/calico/nodename", "Node01\n")
                .variable("HOSTNAME", "host");
        assertThat(name()).isEqualTo("Node01");
    }

    @Test
    void theFileMayBeElsewhere() {
        environment.variable("CALICO_NODENAME_FILE", "/etc/name").file("/etc/name", "node02");
        assertThat(NodeName.of(environment)).isEqualTo(new NodeName("node02", "/etc/name"));
    }

    @Test
    void hostNamesComeLastAndInLowerCase() {
        environment.hostName("Kernel.Example\n");
        assertThat(name()).isEqualTo("kernel.example");
        environment.variable("HOSTNAME", "HOST");
        assertThat(name()).isEqualTo("host");
    }

    @Test
    void nothingAtAllIsRefusedByName() {
        assertThatThrownBy(this::name)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("NODENAME: ")
                .satisfies(
                        e -> assertThat(((EnvironmentException) e).variable()).isEqualTo("NODENAME"));
    }

    @Test
    void aNameThatCannotBePartOfAKeyIsRefused() {
        environment.variable("NODENAME", "a/b");
        assertThatThrownBy(this::name).hasMessageContaining("NODENAME: not a node name: 'a/b'");
        environment.variable("NODENAME", "").variable("HOSTNAME", "a b");
        assertThatThrownBy(this::name).hasMessageStartingWith("HOSTNAME: ");
    }

    @Test
    void theSystemHasAHostNameAndItsVariables() {
        SystemEnvironment system = new SystemEnvironment();
        assertThat(system.hostName()).isNotBlank();
        assertThat(system.variable("PATH")).isNotBlank();
        assertThat(system.fileContent("/nonexistent/file")).isNull();
        assertThat(system.fileContent("\0")).isNull();
    }
}
