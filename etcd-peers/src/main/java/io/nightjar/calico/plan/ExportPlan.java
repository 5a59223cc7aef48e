package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.PrefixAdvertisement;
import java.util.List;

/**
 * What decides about announcements, in the order in which it is asked.
 *
 * @param normalMetric the metric of ordinary routes; a lower one is that of a workload that is just moving
 * @param metricInLocalPref whether LOCAL_PREF says the metric
 * @param hiddenPools nothing inside them is announced
 * @param tunnels devices whose routes are not told to the own autonomous system
 * @param communities which communities routes get
 * @param blocks own ones, which are announced as a whole
 * @param services ranges of service addresses that are announced
 * @param pools everything inside them is announced
 */
public record ExportPlan(
        long normalMetric,
        boolean metricInLocalPref,
        List<IpPool> hiddenPools,
        List<String> tunnels,
        List<PrefixAdvertisement> communities,
        List<BlockAffinity> blocks,
        List<Prefix> services,
        List<IpPool> pools) {

    public ExportPlan {
        hiddenPools = List.copyOf(hiddenPools);
        tunnels = List.copyOf(tunnels);
        communities = List.copyOf(communities);
        blocks = List.copyOf(blocks);
        services = List.copyOf(services);
        pools = List.copyOf(pools);
    }
}
