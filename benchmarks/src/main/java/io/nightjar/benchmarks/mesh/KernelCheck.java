package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Complaints;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a kernel has exactly the routes of the mesh: each block of another node by that node's address, and who has written it. */
record KernelCheck(MeshPlan plan, Contender contender, Complaints complaints) {

    private static final String NOWHERE = "blackhole";
    private static final String GATEWAY = "via";
    private static final String PROTOCOL = "proto";

    /**
     * Looks at lines of {@code ip route}, such as these:
     *
     * <pre>
     * 10.128.0.0/26 via 10.99.0.1 dev enp0s8 proto bird
     * blackhole 10.128.5.64/26 proto bird
     * </pre>
     */
    void check(List<String> lines) {
        Map<String, String> wanted = wanted();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+"));
            boolean nowhere = words.get(0).equals(NOWHERE);
            String prefix = words.get(nowhere ? 1 : 0);
            String gateway = nowhere ? NOWHERE : after(words, GATEWAY);
            String expected = wanted.remove(prefix);
            if (!gateway.equals(expected)) {
                complaints.add("kernel: " + line.strip() + ", expected " + expected);
            } else if (!after(words, PROTOCOL).equals(contender.protocol())) {
                complaints.add("kernel: " + line.strip() + " is not of " + contender.protocol());
            }
        }
        wanted.forEach((prefix, gateway) -> complaints.add("kernel: no route to " + prefix + " by " + gateway));
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>();
        plan.others().forEach(node -> plan.blocks(node).forEach(block -> wanted.put(block, plan.addressText(node))));
        if (contender.writesOwnBlocks()) {
            plan.blocks(plan.target()).forEach(block -> wanted.put(block, NOWHERE));
        }
        return wanted;
    }

    private static String after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }
}
