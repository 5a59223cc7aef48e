package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long answers, as the client reads them. */
class ControlPagesTest {

    @TempDir
    private Path directory;

    private final ControlSocketTest.Source source = new ControlSocketTest.Source();

    private ControlServer server;

    private ControlClient client;

    @BeforeEach
    void start() throws ControlSocketException {
        Path socket = directory.resolve("nightjar.ctl");
        source.paged = true;
        server = ControlServer.start(socket, source, source);
        client = new ControlClient(socket);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void areReadInPagesUntilTheLast() throws ControlSocketException {
        assertThat(client.routes().routes()).hasSize(2);
        assertThat(source.asked).extracting(filter -> filter.page().after()).containsExactly(null, "10.1.0.0/16");
        assertThat(source.asked).extracting(filter -> filter.page().limit()).containsOnly(2000);
    }

    @Test
    void endWhereNobodyReadsAnyMore() throws ControlSocketException {
        client.routes(RouteFilter.ALL, page -> false);

        assertThat(source.asked).hasSize(1);
    }
}
