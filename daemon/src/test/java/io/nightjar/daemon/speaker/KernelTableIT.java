package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nightjar.kernel.KernelSyncLoop;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A speaker starts with another table than its predecessor had: whose routes these are only the operator knows. */
@RequiresNetworkNamespaces
@Timeout(60)
class KernelTableIT {

    private final Logger logger = (Logger) LoggerFactory.getLogger(KernelSyncLoop.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private NetworkNamespace namespace;

    @BeforeEach
    void start() {
        namespace = NetworkNamespace.create();
        log.setContext(logger.getLoggerContext());
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        namespace.close();
    }

    /** What a speaker with table 100 says when it starts. */
    private List<String> saidAtStart() throws Exception {
        log.list.clear();
        KernelSyncSettings settings = KernelSyncSettings.DEFAULT.withTable(100);
        try (KernelSyncLoop loop = new KernelSyncLoop(
                NetlinkRouteTable.openerInside(namespace.path(), settings), settings, view -> {}, () -> 0)) {
            loop.start();
            loop.synchronised().get(20, TimeUnit.SECONDS);
        }
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void itSaysWhatStandsInOtherTablesAndHowToRemoveIt() throws Exception {
        namespace.ip("route add blackhole 203.0.113.0/24 proto bird");
        namespace.ip("route add blackhole 203.0.114.0/24 proto bird");
        namespace.ip("route add blackhole 203.0.115.0/24 proto static");
        namespace.ip("route add blackhole 203.0.113.0/24 proto bird table 100");
        namespace.ip("-6 route add blackhole fd77::/64 proto bird");
        namespace.ip("-6 route add blackhole fd77::/64 proto bird table 1000");

        List<String> said = saidAtStart();

        String kept = " routes with our protocol, and table 100 is kept: if no other speaker keeps them, remove them (";
        assertThat(said)
                .containsExactly(
                        "WARN table 254 has 2 ipv4" + kept + "ip -4 route flush table 254 proto bird)",
                        "WARN table 254 has 1 ipv6" + kept + "ip -6 route flush table 254 proto bird)",
                        "WARN table 1000 has 1 ipv6" + kept + "ip -6 route flush table 1000 proto bird)");
        for (String line : said) {
            namespace.ip(line.substring(line.indexOf("(ip ") + 4, line.length() - 1));
        }
        assertThat(saidAtStart()).isEmpty();
        assertThat(namespace.ip("route show")).contains("203.0.115.0/24");
    }
}
