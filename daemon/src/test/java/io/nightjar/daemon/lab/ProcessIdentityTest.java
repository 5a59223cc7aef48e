package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void thisProcessIsAlive() {
        assertThat(ProcessIdentity.own().isAlive()).isTrue();
    }

    @Test
    void aLaterProcessWithTheSameNumberIsSomebodyElse() {
        ProcessIdentity own = ProcessIdentity.own();
        ProcessIdentity predecessor = new ProcessIdentity(own.pid(), own.startTicks() - 1);

        predecessor.kill();

        assertThat(predecessor.isAlive()).isFalse();
        assertThat(own.isAlive()).isTrue();
    }

    @Test
    void itsTextIsReadBack() {
        ProcessIdentity own = ProcessIdentity.own();

        assertThat(ProcessIdentity.parse(own + "\n")).contains(own);
    }

    @Test
    void anythingElseIsNoIdentity() {
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("12")).isEmpty();
        assertThat(ProcessIdentity.parse("12 x")).isEmpty();
        assertThat(ProcessIdentity.parse("1 2 3")).isEmpty();
    }

    @Test
    void killEndsExactlyThatProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("tail", "-f", "/dev/null").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        identity.kill();

        assertThat(process.waitFor()).isNotZero();
        assertThat(identity.isAlive()).isFalse();
    }
}
