package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResourceLimitsTest {

    @Test
    void smallHardLimitsAreHandedOn() {
        ResourceLimits limits = ResourceLimits.parse("""
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             100                  200                  processes
                Max open files            1024                 2048                 files
                """);

        assertThat(limits).isEqualTo(new ResourceLimits(2048, 200));
        assertThat(limits.options()).containsExactly("--ulimit=nofile=2048:2048", "--ulimit=nproc=200:200");
    }

    @Test
    void nobodyNeedsMoreThanEnough() {
        ResourceLimits limits = ResourceLimits.parse("""
                Max processes             unlimited            unlimited            processes
                Max open files            1024                 1048576              files
                """);

        assertThat(limits).isEqualTo(new ResourceLimits(16_384, 4_096));
    }

    @Test
    void aTableWithoutALimitIsRefused() {
        assertThatThrownBy(() -> ResourceLimits.parse("Max cpu time  unlimited  unlimited  seconds\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Max open files");
    }
}
