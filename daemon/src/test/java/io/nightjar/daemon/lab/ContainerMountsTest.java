package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerMountsTest {

    @Test
    void archivesAreSeenThroughTheOneFolderThatHasThemAll() {
        assertThat(ContainerMounts.classPathFolders("/tree/classes:/repository/a/1/a.jar:/repository/b/b.jar"))
                .containsExactly(Path.of("/tree/classes"), Path.of("/repository"));
    }

    @Test
    void classesAloneNeedNoOtherFolder() {
        assertThat(ContainerMounts.classPathFolders("/tree/classes")).containsExactly(Path.of("/tree/classes"));
    }

    @Test
    void theWholeMachineIsNeverMounted() {
        assertThat(ContainerMounts.classPathFolders("/one/x/a.jar:/two/b.jar:/one/y/c.jar"))
                .containsExactly(Path.of("/one"), Path.of("/two"));
        assertThatThrownBy(() -> ContainerMounts.classPathFolders("/a.jar"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/a.jar");
    }

    @Test
    void foldersThatExistAreReadOnlyAndTheLabsFolderIsNot() {
        ContainerMounts mounts = new ContainerMounts(Set.of(Path.of("/proc"), Path.of("/no/such")), Path.of("/labs"));

        assertThat(mounts.options()).containsExactly("--volume=/proc:/proc:ro", "--volume=/labs:/labs");
    }

    @Test
    void aCopyOfThisProcessFindsItsJavaAndItsClasses() {
        assertThat(ContainerMounts.ofThisProcess().readOnly())
                .contains(Path.of(System.getProperty("java.home")))
                .allMatch(Path::isAbsolute);
    }
}
