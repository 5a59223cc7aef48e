package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PingTest {

    private final Workload from = new Workload("containerA", "192.168.18.64", "cali1");
    private final Workload to = new Workload("containerC", "192.168.196.128", "cali2");

    @Test
    void aPingWithoutLossSucceedsAndTellsTimeToLive() {
        String output = """
                PING 192.168.196.128 (192.168.196.128) 56(84) bytes of data.
                64 bytes from 192.168.196.128: icmp_seq=1 ttl=62 time=0.529 ms

                2 packets transmitted, 2 received, 0% packet loss, time 51ms
                """;

        Ping ping = Ping.of(from, to, new CommandResult(0, output, ""));

        assertThat(ping.succeeded()).isTrue();
        assertThat(ping.outcome()).isEqualTo("ttl 62, 0.529 ms");
        assertThat(ping.from()).isEqualTo("containerA (192.168.18.64)");
    }

    @Test
    void halfOfThemLostIsAFailure() {
        String output =
                "64 bytes: icmp_seq=2 ttl=62 time=0.5 ms\n\n2 packets transmitted, 1 received, 50% packet loss\n";

        assertThat(Ping.of(from, to, new CommandResult(0, output, "")).succeeded())
                .isFalse();
    }

    @Test
    void withoutAnyReplyTheLastLineTellsWhy() {
        String output = "PING ...\n\n2 packets transmitted, 0 received, 100% packet loss, time 1ms\n\n";

        Ping ping = Ping.of(from, to, new CommandResult(1, output, ""));

        assertThat(ping.succeeded()).isFalse();
        assertThat(ping.outcome()).isEqualTo("2 packets transmitted, 0 received, 100% packet loss, time 1ms");
    }
}
