package io.nightjar.benchmarks.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.benchmarks.harness.Complaints;
import io.nightjar.benchmarks.harness.Wire;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private final MeshPlan plan = MeshPlan.of(10);
    private final Complaints complaints = new Complaints();
    private final Announcements announcements = new Announcements("node00001", plan, complaints);

    /** What a node says of itself, as the others of the mesh would hear it. */
    private void hear(int speaker, boolean pathIdentifiers) {
        PlayerWords words = new PlayerWords(plan, 240);
        words.agree(speaker, pathIdentifiers);
        ByteBuffer all = words.announcement(speaker);
        while (all.hasRemaining()) {
            byte[] message = new byte[all.getShort(all.position() + 16)];
            all.get(message);
            announcements.update(message, Wire.HEADER_LENGTH, message.length);
        }
    }

    @Test
    void theTargetsBlocksAreWhatIsWaitedFor() {
        announcements.begin(false);
        assertThat(announcements.complete()).isFalse();

        hear(plan.target(), false);

        assertThat(announcements.complete()).isTrue();
        assertThat(complaints.count()).isZero();
    }

    @Test
    void pathIdentifiersAreReadWhereTheyWereAgreedOn() {
        announcements.begin(true);

        hear(plan.target(), true);

        assertThat(announcements.complete()).isTrue();
        assertThat(complaints.count()).isZero();
    }

    @Test
    void routesAndNextHopsOfOthersAreWrong() {
        announcements.begin(false);

        hear(plan.target() == 2 ? 3 : 2, false);

        assertThat(announcements.complete()).isFalse();
        assertThat(complaints.count()).isEqualTo(1 + MeshPlan.BLOCKS);
        assertThat(complaints.first().get(0)).contains("hears attribute 3");
        assertThat(complaints.first().get(1)).contains("hears of 10.128.");
    }

    @Test
    void anAnnouncementWithoutAttributesIsWrong() {
        announcements.begin(false);
        ByteBuffer update = ByteBuffer.allocate(10).putShort((short) 0).putShort((short) 3);
        update.put(new byte[] {0x40, 2, 0}).flip();

        announcements.update(update.array(), 0, update.limit());

        assertThat(complaints.first()).singleElement().asString().contains("too few attributes");
    }

    @Test
    void whatIsWithdrawnIsMissing() {
        announcements.begin(false);
        hear(plan.target(), false);
        ByteBuffer update = ByteBuffer.allocate(9).putShort((short) 5).put((byte) MeshPlan.BLOCK_LENGTH);
        update.putInt(plan.block(plan.target(), 2)).putShort((short) 0);

        announcements.update(update.array(), 0, update.capacity());

        assertThat(announcements.complete()).isFalse();
    }

    @Test
    void addPathIsFoundInAnOpen() {
        ByteBuffer open = new PlayerWords(plan, 240).open(1);
        byte[] octets = new byte[open.remaining()];
        open.get(octets);

        assertThat(PlayerWords.addPath(octets, Wire.HEADER_LENGTH, octets.length))
                .isEqualTo(PlayerWords.RECEIVE | PlayerWords.SEND);
    }
}
