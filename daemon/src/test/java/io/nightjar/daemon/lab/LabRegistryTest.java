package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRegistryTest {

    @TempDir
    private Path root;

    private final FakeCommands commands = new FakeCommands();
    private LabRegistry registry;

    @BeforeEach
    void openRegistry() {
        registry = new LabRegistry(root, commands);
    }

    @Test
    void eachLabGetsTheLowestFreeNumber() {
        LabRegistry.Place first = registry.claim();
        LabRegistry.Place second = registry.claim();
        registry.release(first);
        LabRegistry.Place third = registry.claim();

        assertThat(List.of(first.name(), second.name(), third.name())).containsExactly("1", "2", "1");
        assertThat(second.namespacePrefix()).isEqualTo("nj2-");
    }

    @Test
    void aNumberWhoseNamespacesBelongToSomebodyUnknownIsSkipped() {
        commands.answer("ip netns list", "nj1-node00 (id: 0)\nnj2-node00\nelse\n");

        assertThat(registry.claim().name()).isEqualTo("3");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void theLabOfALivingOwnerIsLeftAlone() throws IOException {
        LabRegistry.Place mine = registry.claim();
        Process helper = waitingProcess();
        mine.remember(ProcessIdentity.of(helper.pid()).orElseThrow());

        registry.claim();

        assertThat(helper.isAlive()).isTrue();
        assertThat(mine.folder()).exists();
        registry.release(mine);
    }

    @Test
    void theLabOfADeadOwnerIsClearedByTheNext() throws IOException, InterruptedException {
        Process orphan = waitingProcess();
        Process insider = waitingProcess();
        LabRegistry.Place abandoned = abandonedPlace("7");
        abandoned.remember(ProcessIdentity.of(orphan.pid()).orElseThrow());
        commands.answer("ip netns list", "nj7-node00\nnj77-node00\nother\n");
        commands.answer("ip netns pids nj7-node00", insider.pid() + "\n");

        registry.claim();

        assertThat(orphan.waitFor()).isNotZero();
        assertThat(insider.waitFor()).isNotZero();
        assertThat(deletions()).containsExactly("ip netns delete nj7-node00");
        assertThat(abandoned.folder()).doesNotExist();
    }

    @Test
    void aFolderWithoutOwnerIsAbandoned() throws IOException {
        Files.createDirectories(root.resolve("4").resolve("etcd"));

        registry.claim();

        assertThat(root.resolve("4")).doesNotExist();
    }

    @Test
    void releaseEndsTheProcessesAndForgetsThePlace() throws IOException, InterruptedException {
        LabRegistry.Place place = registry.claim();
        Process process = waitingProcess();
        place.remember(ProcessIdentity.of(process.pid()).orElseThrow());
        commands.answer("ip netns list", "nj1-switch\n");

        registry.release(place);

        assertThat(process.waitFor()).isNotZero();
        assertThat(deletions()).containsExactly("ip netns delete nj1-switch");
        assertThat(place.folder()).doesNotExist();
    }

    @Test
    void keptFilesGetANameThatNoLabClears() throws IOException {
        for (String text : List.of("older", "newer")) {
            LabRegistry.Place place = registry.claim();
            Files.writeString(place.folder().resolve("etcd.log"), text);
            registry.releaseKeepingFiles(place);
        }

        registry.claim();

        assertThat(root.resolve("1.kept").resolve("etcd.log")).hasContent("newer");
    }

    private List<String> deletions() {
        return commands.received().stream()
                .map(Command::toString)
                .filter(text -> text.startsWith("ip netns delete"))
                .toList();
    }

    private LabRegistry.Place abandonedPlace(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        ProcessIdentity own = ProcessIdentity.own();
        ProcessIdentity predecessor = new ProcessIdentity(own.pid(), own.startTicks() - 1);
        Files.writeString(folder.resolve("owner"), predecessor.toString());
        return new LabRegistry.Place(folder);
    }

    private static Process waitingProcess() throws IOException {
        return new ProcessBuilder("tail", "-f", "/dev/null").start();
    }
}
