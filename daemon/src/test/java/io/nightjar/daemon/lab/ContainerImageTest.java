package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerImageTest {

    private final FakeCommands commands = new FakeCommands();
    private final ContainerImage image = new ContainerImage(commands, new DebianPackages(commands, Path.of("/tree")));

    @Test
    void anImageThatIsThereIsNotMadeAgain() {
        image.provide();

        assertThat(programs()).containsExactly("/tree/scripts/install-packages", "podman");
    }

    @Test
    void aMissingImageIsMadeFromDebiansPackages() {
        commands.answer("podman --runtime runc image exists " + image.name(), new CommandResult(1, "", ""));

        image.provide();

        assertThat(programs()).containsExactly("/tree/scripts/install-packages", "podman", "mmdebstrap", "podman");
        assertThat(commands.received().get(3).toString())
                .startsWith("podman --runtime runc import --quiet ")
                .endsWith(image.name());
    }

    private List<String> programs() {
        return commands.received().stream()
                .map(command -> command.words().get(0))
                .toList();
    }
}
