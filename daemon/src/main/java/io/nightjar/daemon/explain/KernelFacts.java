package io.nightjar.daemon.explain;

import io.nightjar.kernel.KernelDestination;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one destination in the kernel.
 *
 * @param intent what it is to do; null if there is no path
 * @param found what its thread says; null if it did not in time
 * @param devices their names by index
 * @param waitingFor peers whose announcements may still make a difference to a predecessor's routes
 */
public record KernelFacts(
        @Nullable KernelIntent intent,
        @Nullable KernelDestination found,
        Map<Integer, String> devices,
        List<String> waitingFor) {

    public KernelFacts {
        devices = Map.copyOf(devices);
        waitingFor = List.copyOf(waitingFor);
    }
}
