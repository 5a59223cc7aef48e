package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BirdSessionsTest {

    @Test
    void onlyBgpProtocolsAreSessions() {
        String reply = """
                BIRD 1.6.8 ready.
                name     proto    table    state  since       info
                static1  Static   master   up     22:28:59    \s
                Mesh_172_17_8_101 BGP      master   up     22:29:01    Established  \s
                Mesh_172_17_8_102 BGP      master   start  22:29:01    Active        Socket: Connection refused
                Mesh_172_17_8_103 BGP      master   start  2026-11-22    Connect      \s
                """;

        assertThat(BirdSpeaker.parseSessions(reply))
                .containsExactly(
                        new Session("Mesh_172_17_8_101", "Established"),
                        new Session("Mesh_172_17_8_102", "Active"),
                        new Session("Mesh_172_17_8_103", "Connect"));
    }

    @Test
    void theSecondBirdNamesItsTableAndShowsMilliseconds() {
        String reply = """
                Name       Proto      Table      State  Since         Info
                peer       BGP        ---        up     22:29:01.123  Established  \s
                """;

        assertThat(BirdSpeaker.parseSessions(reply)).containsExactly(new Session("peer", "Established"));
    }
}
