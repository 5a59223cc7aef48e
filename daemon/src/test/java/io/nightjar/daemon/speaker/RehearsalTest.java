package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.196.128/26");
    private static final IpAddress ADDRESS = IpAddress.parse("172.17.8.101");

    private final AtomicLong now = new AtomicLong();

    /** Each look at the clock takes a tenth of a second. */
    private final Rehearsal rehearsal = new Rehearsal(() -> now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100)));

    private static List<BestPathChange> change(Route route) {
        return List.of(new BestPathChange(
                BLOCK, null, new ResolvedRoute(route, ResolvedRoute.LOCAL), SelectionReason.ONLY_ROUTE, null));
    }

    @Test
    void itIsOverAfterAWhile() {
        assertThat(rehearsal.play()).isBetween(1L, 10L);
    }

    @Test
    void itIsOverWithTheFirstRouteOfAPeer() {
        rehearsal.bestPathsChanged(change(Route.originated(BLOCK, "test")));
        assertThat(rehearsal.play()).isPositive();

        RouteSource peer = new RouteSource.FromPeer(
                new PeerId("a"), PeerType.INTERNAL, SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, ADDRESS, null);
        rehearsal.bestPathsChanged(change(new Route(Nlri.of(BLOCK), PathAttributes.of(new NextHop(ADDRESS)), peer)));
        assertThat(rehearsal.play()).isZero();
    }

    /** 19 others hear of each of 20 clients' 5 blocks, which is not less than 23 octets of header, lengths and attributes and 5 for a block. */
    @Test
    void whatAClientSaysIsToldToAllOthersAndToTheKernel() {
        RehearsedKernel kernel = new RehearsedKernel(now::incrementAndGet);
        Rehearsal.Stage stage = new Rehearsal.Stage(kernel);
        long before = stage.octets();
        stage.play(0);
        long announced = stage.octets();
        stage.play(3);
        assertThat(announced - before).isGreaterThan(19 * 20 * (23 + 5 * 5));
        assertThat(stage.octets()).isGreaterThan(announced);
        assertThat(kernel.writes()).isEqualTo(2 * 20 * 5);
    }
}
