package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final EmbeddedChannel first = new EmbeddedChannel();

    private final EmbeddedChannel second = new EmbeddedChannel();

    private final EmbeddedChannel third = new EmbeddedChannel();

    private final Room<Integer> room = new Room<>(2, Comparator.comparingInt(number -> number));

    @Test
    void theLeastGivesWayToWhoeverComes() {
        room.enter(first, 7);
        room.enter(second, 5);
        room.enter(third, 1);

        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        assertThat(third.isOpen()).isTrue();
    }

    @Test
    void whoHasLeftNeedsNoPlace() {
        room.enter(first, 5);
        room.enter(second, 5);
        var unused = first.close();
        room.enter(third, 5);

        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
    }

    @Test
    void ofEqualsTheFirstGivesWay() {
        room.enter(first, 5);
        room.enter(second, 5);
        room.enter(third, 5);

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
    }
}
