package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wanted and cannot be had, or not kept: refusals, fights, routes of others. */
class KernelTroublesTest extends KernelSynchronizerFixture {

    private static final KernelRoute ELSEWHERE = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.109"), ETH);

    @Test
    void whoeverKeepsDeletingARouteGetsItBackAFewTimesASecond() throws KernelException {
        desire(UNICAST);
        for (int i = 0; i < 100; i++) {
            table.deleteByHand(UNICAST);
            turn();
        }
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(5);
        assertThat(table.takeWrites()).hasSize(6);
        assertThat(table.routes()).isEmpty();
        assertThat(synchronizer.status().failures()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().failures()).isEmpty();
    }

    private void changesItsMindTenTimes() throws KernelException {
        table.takeWrites();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMillis(50));
            desire(i % 2 == 0 ? ELSEWHERE : UNICAST);
        }
        assertThat(table.takeWrites()).hasSize(10).hasOnlyElementsOfType(RouteOperation.Replace.class);
        assertThat(synchronizer.status().failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1600})
    void whoeverAnnouncesItDifferentlySomeTimeAfterARepairRepairsNothing(long millis) throws KernelException {
        desire(UNICAST);
        table.deleteByHand(UNICAST);
        turn();
        clock.advance(Duration.ofMillis(millis));
        changesItsMindTenTimes();
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(1);
    }

    @Test
    void aFightOverTheOldRouteDoesNotHoldBackTheNewOne() throws KernelException {
        desire(UNICAST);
        for (int i = 0; i < 10; i++) {
            table.deleteByHand(UNICAST);
            turn();
        }
        assertThat(table.routes()).isEmpty();
        desire(ELSEWHERE);
        assertThat(table.routes()).containsExactly(ELSEWHERE);
        desire(UNICAST);
        changesItsMindTenTimes();
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(5);
    }

    @Test
    void aFightIsOneWhicheverRouteIsWanted() throws KernelException {
        desire(UNICAST);
        for (int i = 0; i < 20; i++) {
            table.deleteByHand(i % 2 == 0 ? UNICAST : ELSEWHERE);
            turn();
            desire(i % 2 == 0 ? ELSEWHERE : UNICAST);
        }
        assertThat(synchronizer.status().counters().repairs()).isEqualTo(5);
        assertThat(table.routes()).containsExactly(UNICAST);
    }

    @Test
    void afterAPauseInAFightTheRepairsCountAsBefore() throws KernelException {
        desire(UNICAST);
        for (int second = 1; second <= 3; second++) {
            for (int i = 0; i < 10; i++) {
                table.deleteByHand(UNICAST);
                turn();
            }
            assertThat(synchronizer.status().counters().repairs()).isEqualTo(5L * second);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void changesThatDoNotConcernItDoNotFeedAFight() throws KernelException {
        desire(UNICAST);
        table.takeWrites();
        for (int i = 0; i < 100; i++) {
            table.deleteByHand(UNICAST);
            table.addByHand(somethingForeign(i));
            turn();
        }
        assertThat(table.takeWrites()).hasSize(5);
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.takeWrites()).containsExactly(new RouteOperation.Add(UNICAST));
    }

    @Test
    void changesThatDoNotHelpDoNotHaveRefusedRoutesWrittenAgainAndAgain() throws KernelException {
        table.refuse(UNICAST, "EINVAL");
        desire(UNICAST);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(10));
            table.addByHand(somethingForeign(i));
            turn();
        }
        assertThat(table.takeWrites().size()).isBetween(3, 6);
        table.refuseNothing();
        clock.advance(Duration.ofSeconds(2));
        table.addByHand(somethingForeign(100));
        turn();
        assertThat(table.routes()).contains(UNICAST);
    }

    @Test
    void aRouteThatIsRefusedForLongDoesNotPutOffAnotherOne() throws KernelException {
        table.refuse(BLACKHOLE, "EINVAL");
        desire(BLACKHOLE);
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofSeconds(30));
            turn();
        }
        table.refuse(UNICAST, "EINVAL");
        desire(UNICAST);
        table.refuseNothing();
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
    }

    @Test
    void aRefusedReplacementIsPutOffLikeAnythingThatIsRefused() throws KernelException {
        desire(UNICAST);
        KernelRoute other = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.102"), ETH);
        table.refuse(other, "EINVAL");
        table.takeWrites();
        int scans = table.scans();
        desire(other);
        turn();
        turn();
        assertThat(table.takeWrites()).hasSize(1);
        assertThat(table.scans()).isEqualTo(scans + 1);
        assertThat(synchronizer.nanosUntilDue()).isEqualTo(1_000_000_000L);
        int writes = 0;
        for (int second = 0; second < 30; second++) {
            clock.advance(Duration.ofSeconds(1));
            turn();
            writes += table.takeWrites().size();
        }
        assertThat(writes).isBetween(3, 6);
        assertThat(table.routes()).containsExactly(UNICAST);
    }

    @Test
    void aRouteInOurNameThatTheKernelDoesNotKnowByWhatItShowsGoesAllTheSame() throws KernelException {
        turn();
        synchronizer.sweep();
        table.addDisguisedByHand(UNICAST);
        turn();
        assertThat(table.routes()).isEmpty();
        assertThat(table.takeWrites())
                .containsExactly(new RouteOperation.Delete(UNICAST), new RouteOperation.Delete(UNICAST, true));
    }

    @Test
    void soItGivesWayToTheDesiredOne() throws KernelException {
        KernelRoute other = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.102"), ETH);
        desire(UNICAST);
        table.deleteByHand(UNICAST);
        table.addDisguisedByHand(other);
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().failures()).isEmpty();
        assertThat(synchronizer.nanosUntilDue()).isPositive();
    }

    @Test
    void aForeignRouteThatStepsInFrontIsReportedUntilItGoes() throws KernelException {
        desire(UNICAST);
        KernelRoute shadow = UNICAST.withProtocol(STATIC);
        table.prependByHand(shadow);
        table.takeWrites();
        turn();
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().conflicts()).containsExactly(new RouteConflict(UNICAST, shadow, "enp0s8"));
        assertThat(synchronizer.status().installed()).isEqualTo(1);
        table.deleteByHand(shadow);
        turn();
        assertThat(synchronizer.status().conflicts()).isEmpty();
        table.addByHand(shadow);
        turn();
        assertThat(synchronizer.status().conflicts()).isEmpty();
    }

    @Test
    void aForeignRouteIsLeftAloneReportedAndFollowedWhenItGoes() throws KernelException {
        KernelRoute owner =
                KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.200"), ETH).withProtocol(FELIX);
        table.addByHand(owner);
        desire(UNICAST);
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().conflicts()).containsExactly(new RouteConflict(UNICAST, owner, "enp0s8"));
        assertThat(synchronizer.status().obstacles())
                .isEqualTo(new KernelSyncStatus.Obstacles(Map.of(owner.protocol(), 1), 0));
        table.deleteByHand(owner);
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().conflicts()).isEmpty();
        assertThat(synchronizer.status().obstacles().conflictsByOwner()).isEmpty();
    }

    @Test
    void ourRouteThatSomebodyReplacesIsTheirsNow() throws KernelException {
        desire(UNICAST, BLACKHOLE);
        KernelRoute theirs = UNICAST.withProtocol(FELIX);
        table.replaceByHand(theirs);
        table.takeWrites();
        turn();
        assertThat(table.takeWrites()).isEmpty();
        assertThat(synchronizer.status().conflicts()).containsExactly(new RouteConflict(UNICAST, theirs, "enp0s8"));
        assertThat(synchronizer.status().installed()).isEqualTo(1);
    }

    @Test
    void aConflictWithARouteThatDiscardsHasNoInterface() throws KernelException {
        table.addByHand(BLACKHOLE.withProtocol(FELIX));
        desire(BLACKHOLE);
        assertThat(synchronizer.status().conflicts())
                .containsExactly(new RouteConflict(BLACKHOLE, BLACKHOLE.withProtocol(FELIX), ""));
    }

    @Test
    void aForeignRouteThatWasNotToldIsFoundWhenTheKernelRefuses() throws KernelException {
        turn();
        table.setDeaf(true);
        KernelRoute foreign = UNICAST.withProtocol(STATIC);
        table.addByHand(foreign);
        desire(UNICAST);
        assertThat(table.routes()).containsExactly(foreign);
        assertThat(synchronizer.status().conflicts()).hasSize(1);
        assertThat(synchronizer.status().failures()).isEmpty();
    }

    @Test
    void whatTheKernelRefusesIsTriedAgainMoreAndMoreSlowly() throws KernelException {
        table.refuse(UNICAST, "EINVAL");
        desire(UNICAST);
        assertThat(synchronizer.status().failures()).containsExactly(new RouteFailure(UNICAST, "EINVAL"));
        table.takeWrites();
        turn();
        assertThat(table.takeWrites()).isEmpty();
        int tries = 0;
        for (int second = 0; second < 30; second++) {
            clock.advance(Duration.ofSeconds(1));
            turn();
            tries += table.takeWrites().size();
        }
        assertThat(tries).isBetween(3, 6);
        table.refuseNothing();
        clock.advance(Duration.ofSeconds(30));
        turn();
        assertThat(table.routes()).containsExactly(UNICAST);
    }

    @Test
    void aRefusedReplacementIsSeenAsWhatItIs() throws KernelException {
        KernelRoute other = KernelRoute.via(REMOTE, IpAddress.parse("172.17.8.102"), ETH);
        desire(UNICAST);
        table.refuse(other, "EINVAL");
        desire(other);
        assertThat(table.routes()).containsExactly(UNICAST);
        assertThat(synchronizer.status().failures()).containsExactly(new RouteFailure(other, "EINVAL"));
        assertThat(synchronizer.status().installed()).isZero();
    }

    @Test
    void aRouteWithAnotherMetricStaysWhenTheKernelRefusesTheDesiredOne() throws KernelException {
        desire(UNICAST);
        table.refuse(UNICAST.withMetric(1024), "EINVAL");
        desire(UNICAST.withMetric(1024));
        assertThat(table.routes()).containsExactly(UNICAST);
        table.refuseNothing();
        clock.advance(Duration.ofSeconds(1));
        turn();
        assertThat(table.routes()).containsExactly(UNICAST.withMetric(1024));
    }

    private static KernelRoute somethingForeign(int number) {
        return KernelRoute.blackhole(Prefix.parse("100.64." + number + ".0/24")).withProtocol(STATIC);
    }
}
