package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {

    @TempDir
    private Path directory;

    @Test
    void nobodyFindsASocketThatHasNotItsPermissionsYet() throws IOException, ControlSocketException {
        Path path = directory.resolve("x.ctl");
        SocketFile file = new SocketFile(path);
        file.prepare();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(file.address());
            assertThat(path).doesNotExist();

            file.publish();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-rw----");
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
                    Stream<Path> files = Files.list(directory)) {
                assertThat(client.isConnected()).isTrue();
                assertThat(files).containsExactly(path);
            }
        }
        file.remove();
        assertThat(path).doesNotExist();
    }

    @Test
    void whatADaemonLeftThatDiedBeforeIsRemoved() throws IOException, ControlSocketException {
        Path path = directory.resolve("x.ctl");
        SocketFile file = new SocketFile(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(file.address());
        }
        assertThat(directory).isNotEmptyDirectory();

        file.prepare();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherFileInTheWayIsNamed() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("x.ctl.new"), "precious");

        assertThatThrownBy(() -> new SocketFile(directory.resolve("x.ctl")).prepare())
                .isInstanceOf(ControlSocketException.class)
                .hasMessage(inTheWay + " is in the way: it is not a socket");
        assertThat(inTheWay).hasContent("precious");
    }
}
