package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import java.util.List;
import java.util.Objects;

/**
 * Decides for one destination after the other what is to be written, and keeps the reasons why something is not. Owned by the {@code
 * kernel} thread.
 */
final class RoutePlanner {

    private final Destinations destinations;
    private final AdoptedRoutes adopted;
    private final NetworkState network;
    private final Troubles troubles;
    private final Repairs repairs;
    private final RouteLog log;

    RoutePlanner(
            Destinations destinations,
            AdoptedRoutes adopted,
            NetworkState network,
            Troubles troubles,
            Repairs repairs,
            RouteLog log) {
        this.destinations = destinations;
        this.adopted = adopted;
        this.network = network;
        this.troubles = troubles;
        this.repairs = repairs;
        this.log = log;
    }

    /** Adds what is to be written for this destination to {@code operations}. */
    void plan(Destination destination, long nowNanos, List<RouteOperation> operations) {
        List<KernelRoute> present = destination.present();
        KernelRoute wanted = destination.wanted();
        if (adopted.keeps(destination.prefix(), present)) {
            troubles.clear(destination.prefix());
            destinations.setInstalled(destination, wanted != null && present.contains(wanted));
            return;
        }
        if (wanted == null || mayChange(destination, wanted, present, nowNanos)) {
            KernelReconciler.plan(wanted, present, operations);
        }
    }

    private boolean mayChange(Destination destination, KernelRoute wanted, List<KernelRoute> present, long nowNanos) {
        if (present.contains(wanted)) {
            inPlace(destination);
            return true;
        }
        boolean wasInPlace = destination.isInstalled();
        destinations.setInstalled(destination, false);
        KernelRoute owner = KernelReconciler.foreignOwner(wanted, present);
        if (owner != null) {
            conflict(wanted, owner, "not written: {} – the kernel has {}");
            return true;
        }
        return mayWrite(wanted, wasInPlace, nowNanos);
    }

    private boolean mayWrite(KernelRoute wanted, boolean wasInPlace, long nowNanos) {
        String obstacle = network.obstacle(wanted);
        if (obstacle != null) {
            waits(wanted, obstacle);
            return false;
        }
        boolean repair = wasInPlace || repairs.isWatching(wanted.destination(), nowNanos);
        return !troubles.waits(wanted.destination(), nowNanos) && (!repair || repairs.permits(wanted, nowNanos));
    }

    /** The kernel would refuse it, and whoever wants it is about to hear why. */
    private void waits(KernelRoute wanted, String obstacle) {
        if (troubles.waitForLink(wanted.destination(), new RouteFailure(wanted, obstacle))) {
            log.about(RouteLog.Matter.WAITS, wanted).log("not written: {} – {}", wanted, obstacle);
        }
    }

    /** The wanted route is there. */
    void inPlace(Destination destination) {
        destinations.setInstalled(destination, true);
        KernelRoute shadow = destination.shadow();
        if (shadow == null) {
            troubles.clear(destination.prefix());
        } else {
            boolean shares = destination.prefix().afi().equals(Afi.IPV6);
            String words = shares ? "shares its packets: {} – with {}" : "carries no packets: {} – before it stands {}";
            conflict(Objects.requireNonNull(destination.wanted()), shadow, words);
        }
    }

    private void conflict(KernelRoute wanted, KernelRoute owner, String words) {
        String device = owner.nextHops().isEmpty()
                ? ""
                : network.nameOf(owner.nextHops().get(0).interfaceIndex());
        if (troubles.conflict(wanted.destination(), new RouteConflict(wanted, owner, device))) {
            log.about(RouteLog.Matter.CONFLICT, wanted)
                    .addKeyValue("owner", owner)
                    .log(words + " of another owner", wanted, owner);
        }
    }
}
