package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened before a scan, and is told after it. */
class ReplayedEventsTest extends KernelSynchronizerFixture {

    private static final List<KernelRoute> FOREIGN = IntStream.range(0, 4)
            .mapToObj(number -> KernelRoute.unicast(LOCAL, List.of(KernelNextHop.device(ETH)))
                    .withProtocol(FELIX + number))
            .toList();

    private void readAgain() throws KernelException {
        synchronizer.requestScan();
        turn();
        clock.advance(Duration.ofSeconds(1));
        turn();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aForeignRouteThatWasReplacedBeforeTheScanIsNotBelievedToBeThere(int times) throws KernelException {
        turn();
        synchronizer.accept(List.of(new RouteChange.Install(BLACKHOLE)));
        table.addByHand(FOREIGN.get(0));
        for (int i = 1; i <= times; i++) {
            table.replaceByHand(FOREIGN.get(i));
        }
        readAgain();
        assertThat(synchronizer.status().conflicts())
                .extracting(RouteConflict::owner)
                .containsExactly(FOREIGN.get(times));
        table.deleteByHand(FOREIGN.get(times));
        turn();
        assertThat(table.routes()).containsExactly(BLACKHOLE);
        assertThat(synchronizer.status().conflicts()).isEmpty();
        assertThat(view().foreignRoutes()).isEmpty();
    }

    @Test
    void aReplacementThatIsToldOnceMoreIsNoReasonToReadTheTable() throws KernelException {
        table.addByHand(FOREIGN.get(0));
        turn();
        table.replaceByHand(FOREIGN.get(1));
        int scans = table.scans();
        readAgain();
        assertThat(table.scans()).isEqualTo(scans + 1);
        assertThat(synchronizer.look(LOCAL).present()).containsExactly(FOREIGN.get(1));
    }
}
