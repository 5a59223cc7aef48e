package io.nightjar.calico.lint;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpSettings;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.PrefixAdvertisement;
import io.nightjar.calico.plan.FelixPairing;
import io.nightjar.calico.plan.PlanNote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for all nodes. */
final class SettingsLint {

    private static final String CONFIGURATIONS = "/calico/resources/v3/projectcalico.org/bgpconfigurations/";

    private static final String DEFAULT = CONFIGURATIONS + "default";

    private final Cluster cluster;

    private final Findings findings;

    private final BgpSettings settings;

    private SettingsLint(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
        this.settings = cluster.state().globals().settings();
    }

    static void check(Cluster cluster, Findings findings) {
        SettingsLint lint = new SettingsLint(cluster, findings);
        String problem = cluster.passwordProblem(lint.settings.mesh().password());
        if (!problem.isEmpty()) {
            findings.unusable(DEFAULT, "no session of the mesh: " + problem);
        }
        lint.advertisements(DEFAULT, lint.settings.node().advertisements());
        for (CalicoNode node : cluster.nodes()) {
            lint.advertisements(
                    CONFIGURATIONS + "node." + node.name(), node.settings().advertisements());
        }
        lint.felix();
    }

    /** Communities do not make anything announced. */
    private void advertisements(String key, @Nullable List<PrefixAdvertisement> advertisements) {
        if (advertisements == null) {
            return;
        }
        List<Prefix> announced = new ArrayList<>();
        cluster.state().pools().forEach(pool -> announced.add(pool.cidr()));
        announced.addAll(settings.services().clusterIps());
        announced.addAll(settings.services().externalIps());
        announced.addAll(settings.services().loadBalancerIps());
        for (PrefixAdvertisement advertisement : advertisements) {
            Prefix cidr = advertisement.cidr();
            if (announced.stream().noneMatch(range -> range.contains(cidr) || cidr.contains(range))) {
                findings.suspicious(
                        key, "'prefixAdvertisements': " + cidr + " is in no pool and in no range of services");
            }
        }
    }

    private void felix() {
        Set<PlanNote> notes = new HashSet<>(FelixPairing.notes(cluster.state(), ""));
        for (String node : cluster.state().felix().nodes().keySet()) {
            notes.addAll(FelixPairing.notes(cluster.state(), node));
        }
        notes.forEach(note -> findings.suspicious(note.subject(), note.text()));
    }
}
