package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelMailbox.Ending;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelMailboxTest {

    private static final int PREFIXES = 50;

    private final KernelMailbox mailbox = new KernelMailbox();

    private static Prefix prefix(int number) {
        return Prefix.parse("100.64." + number + ".0/24");
    }

    private static RouteChange change(int number, boolean install) {
        return install
                ? new RouteChange.Install(KernelRoute.blackhole(prefix(number)))
                : new RouteChange.Withdraw(prefix(number));
    }

    /** However long nobody looks: there are a few changes for each prefix at most, and the last one is the latest. */
    @Test
    void itIsBoundedByTheNumberOfPrefixes() {
        for (int round = 0; round < 100_000; round++) {
            boolean install = round % 2 == 0;
            mailbox.put(
                    IntStream.range(0, PREFIXES)
                            .mapToObj(number -> change(number, install))
                            .toList(),
                    round);
        }
        List<RouteChange> changes = mailbox.take().changes();
        assertThat(changes).hasSizeLessThanOrEqualTo(KernelMailbox.FIRST_TIDY);
        assertThat(changes.subList(changes.size() - PREFIXES, changes.size()))
                .containsExactlyElementsOf(IntStream.range(0, PREFIXES)
                        .mapToObj(number -> change(number, false))
                        .toList());
        assertThat(mailbox.take().changes()).isEmpty();
    }

    @Test
    void theOldestChangeSaysForHowLongTheyHaveWaited() {
        mailbox.put(List.of(change(1, true)), 10);
        mailbox.put(List.of(change(2, true)), 20);
        assertThat(mailbox.size()).isEqualTo(2);
        assertThat(mailbox.take().oldestNanos()).isEqualTo(10);
        mailbox.put(List.of(change(3, true)), 30);
        assertThat(mailbox.take().oldestNanos()).isEqualTo(30);
        assertThat(mailbox.size()).isZero();
    }

    @Test
    void whatIsAskedForTwiceIsDoneOnce() {
        mailbox.requestSweep();
        mailbox.requestSweep();
        assertThat(mailbox.take().sweep()).isTrue();
        assertThat(mailbox.take().sweep()).isFalse();
    }

    @Test
    void whoWaitsIsHandedOverOnceOrTurnedAway() {
        CompletableFuture<KernelSyncStatus> taken = new CompletableFuture<>();
        CompletableFuture<KernelSyncStatus> left = new CompletableFuture<>();
        CompletableFuture<KernelSyncStatus> late = new CompletableFuture<>();
        mailbox.await(taken);
        assertThat(mailbox.take().waiting()).isEqualTo(List.of(taken));
        mailbox.await(left);
        mailbox.abandon();
        mailbox.await(late);
        assertThat(taken).isNotDone();
        assertThat(left).isCancelled();
        assertThat(late).isCancelled();
        assertThat(mailbox.take().waiting()).isEmpty();
    }

    @Test
    void theFirstEndingCounts() {
        assertThat(mailbox.ending()).isEqualTo(Ending.NONE);
        mailbox.end(Ending.FLUSH_ROUTES);
        mailbox.end(Ending.KEEP_ROUTES);
        assertThat(mailbox.ending()).isEqualTo(Ending.FLUSH_ROUTES);
    }
}
