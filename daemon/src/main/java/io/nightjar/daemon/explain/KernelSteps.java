package io.nightjar.daemon.explain;

import io.nightjar.kernel.KernelDestination;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteConflict;
import io.nightjar.kernel.RouteFailure;
import io.nightjar.kernel.RouteType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is in the kernel, and whether it should be. */
final class KernelSteps {

    private final String subject;

    private final KernelFacts kernel;

    private KernelSteps(String subject, KernelFacts kernel) {
        this.subject = subject;
        this.kernel = kernel;
    }

    /** What there is to be said: always exactly one thing. */
    static Step of(Facts facts) {
        return new KernelSteps(facts.prefix().toString(), facts.kernel()).step();
    }

    private Step step() {
        KernelIntent intent = kernel.intent();
        if (intent == null) {
            return withoutPath();
        }
        return switch (intent.kind()) {
            case OFF -> step(Code.KERNEL_OFF, "routes are not written to the kernel");
            case KERNELS -> step(Code.KERNEL_HAS_IT, "the kernel has had it before us");
            case REJECTED -> step(Code.KERNEL_REJECTED_BY_RULE, "not written to the kernel: " + intent.text());
            case IDLE -> step(Code.KERNEL_GATEWAY_AWAY, "not written to the kernel: " + intent.text());
            case BLACKHOLE -> wanted(Code.KERNEL_BLACKHOLE, intent);
            case UNREACHABLE -> wanted(Code.KERNEL_UNREACHABLE, intent);
            case UNICAST -> wanted(Code.KERNEL_INSTALLED, intent);
        };
    }

    private Step step(Code code, String text) {
        return Step.of(code, subject, text);
    }

    private Step wanted(Code installed, KernelIntent intent) {
        KernelDestination found = kernel.found();
        if (found == null) {
            return busy();
        }
        RouteConflict conflict = found.conflict();
        RouteFailure failure = found.failure();
        if (conflict != null) {
            String where = found.installed()
                    ? "in the kernel, but somebody else's route stands before or beside it: "
                    : "not in the kernel: somebody else's route is there: ";
            return step(Code.KERNEL_CONFLICT, where + text(conflict.owner()));
        } else if (found.installed()) {
            return step(installed, "in the kernel: " + text(found.wanted()));
        } else if (failure != null) {
            return step(Code.KERNEL_REFUSED, "not in the kernel, which does not take it: " + failure.reason());
        } else if (found.kept()) {
            return step(
                    Code.KERNEL_WAITS_FOR_PEER,
                    "not written yet: a predecessor's route stays until its announcer has announced everything: "
                            + own(found) + waitingFor());
        }
        return step(Code.KERNEL_PENDING, "about to be written to the kernel: " + intent.text());
    }

    private Step busy() {
        return step(Code.KERNEL_BUSY, "the kernel's thread did not say in time what is there");
    }

    private String waitingFor() {
        return kernel.waitingFor().isEmpty() ? "" : "; waiting for " + String.join(", ", kernel.waitingFor());
    }

    private Step withoutPath() {
        KernelDestination found = kernel.found();
        if (found == null) {
            return busy();
        }
        boolean ours = found.present().stream().anyMatch(KernelRoute::isOwn);
        if (ours && found.kept()) {
            return step(
                    Code.KERNEL_LEFT_BY_PREDECESSOR,
                    "a predecessor's route stays for now: " + own(found) + waitingFor());
        } else if (ours) {
            return step(Code.KERNEL_LEAVING, "about to be removed from the kernel: " + own(found));
        }
        return found.present().isEmpty()
                ? step(Code.KERNEL_EMPTY, "nothing is in the kernel")
                : step(Code.KERNEL_FOREIGN, "in the kernel is somebody else's route: " + texts(found.present()));
    }

    private String own(KernelDestination found) {
        return texts(found.present().stream().filter(KernelRoute::isOwn).toList());
    }

    private String texts(List<KernelRoute> routes) {
        return routes.stream().map(this::text).collect(Collectors.joining("; "));
    }

    /** In the manner of {@code ip route}. */
    private String text(@Nullable KernelRoute route) {
        if (route == null) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        if (route.type() != RouteType.UNICAST) {
            text.append(route.type()).append(' ');
        }
        text.append(route.destination());
        for (KernelNextHop hop : route.nextHops()) {
            text.append(route.nextHops().size() > 1 ? " nexthop" : "");
            text.append(hop.gateway() == null ? "" : " via " + hop.gateway());
            String index = String.valueOf(hop.interfaceIndex());
            text.append(" dev ").append(kernel.devices().getOrDefault(hop.interfaceIndex(), index));
        }
        text.append(" proto ").append(route.isOwn() ? "bird" : String.valueOf(route.protocol()));
        return route.metric() == 0
                ? text.toString()
                : text.append(" metric ").append(route.metric()).toString();
    }
}
